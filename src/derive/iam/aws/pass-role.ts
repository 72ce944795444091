/** A service that does what its role may do: who can run something there has that role's rights. */
export interface ServiceMethod {
  readonly name: string;
  readonly service: string;
  /** Every one of these is needed; of an inner list one suffices. */
  readonly needs: readonly (readonly string[])[];
}

/** Published ways from iam:PassRole to the rights of the role (Rhino Security Labs 2018, Bishop Fox, pathfinding.cloud). */
export const PASS_ROLE_METHODS: readonly ServiceMethod[] = [
  {
    name: 'lambda:CreateFunction',
    service: 'lambda.amazonaws.com',
    needs: [
      ['lambda:CreateFunction'],
      [
        'lambda:InvokeFunction',
        'lambda:CreateEventSourceMapping',
        'lambda:AddPermission',
        'lambda:CreateFunctionUrlConfig',
      ],
    ],
  },
  { name: 'ec2:RunInstances', service: 'ec2.amazonaws.com', needs: [['ec2:RunInstances', 'ec2:RequestSpotInstances']] },
  {
    name: 'cloudformation:CreateStack',
    service: 'cloudformation.amazonaws.com',
    needs: [['cloudformation:CreateStack', 'cloudformation:CreateStackSet', 'cloudformation:CreateChangeSet']],
  },
  { name: 'glue:CreateDevEndpoint', service: 'glue.amazonaws.com', needs: [['glue:CreateDevEndpoint']] },
  {
    name: 'glue:CreateJob',
    service: 'glue.amazonaws.com',
    needs: [
      ['glue:CreateJob', 'glue:UpdateJob'],
      ['glue:StartJobRun', 'glue:CreateTrigger'],
    ],
  },
  {
    name: 'codebuild:CreateProject',
    service: 'codebuild.amazonaws.com',
    needs: [['codebuild:CreateProject'], ['codebuild:StartBuild', 'codebuild:StartBuildBatch']],
  },
  {
    name: 'ecs:RegisterTaskDefinition',
    service: 'ecs-tasks.amazonaws.com',
    needs: [['ecs:RegisterTaskDefinition'], ['ecs:RunTask', 'ecs:StartTask', 'ecs:CreateService']],
  },
  {
    name: 'sagemaker:CreateNotebookInstance',
    service: 'sagemaker.amazonaws.com',
    needs: [['sagemaker:CreateNotebookInstance'], ['sagemaker:CreatePresignedNotebookInstanceUrl']],
  },
  {
    name: 'sagemaker:CreateTrainingJob',
    service: 'sagemaker.amazonaws.com',
    needs: [['sagemaker:CreateTrainingJob', 'sagemaker:CreateProcessingJob']],
  },
  {
    name: 'datapipeline:CreatePipeline',
    service: 'datapipeline.amazonaws.com',
    needs: [['datapipeline:CreatePipeline'], ['datapipeline:PutPipelineDefinition'], ['datapipeline:ActivatePipeline']],
  },
  { name: 'apprunner:CreateService', service: 'tasks.apprunner.amazonaws.com', needs: [['apprunner:CreateService']] },
];

/**
 * Ways to the rights of a role that something already runs with, without iam:PassRole. What runs is not in the export of
 * an account, so these are never certain.
 */
export const EXISTING_METHODS: readonly ServiceMethod[] = [
  { name: 'lambda:UpdateFunctionCode', service: 'lambda.amazonaws.com', needs: [['lambda:UpdateFunctionCode']] },
  { name: 'ssm:SendCommand', service: 'ec2.amazonaws.com', needs: [['ssm:SendCommand']] },
  { name: 'ssm:StartSession', service: 'ec2.amazonaws.com', needs: [['ssm:StartSession']] },
  {
    name: 'ec2-instance-connect:SendSSHPublicKey',
    service: 'ec2.amazonaws.com',
    needs: [['ec2-instance-connect:SendSSHPublicKey', 'ec2-instance-connect:SendSerialConsoleSSHPublicKey']],
  },
  {
    name: 'ec2:ModifyInstanceAttribute',
    service: 'ec2.amazonaws.com',
    needs: [['ec2:ModifyInstanceAttribute'], ['ec2:StopInstances'], ['ec2:StartInstances']],
  },
  {
    name: 'ec2:CreateLaunchTemplateVersion',
    service: 'ec2.amazonaws.com',
    needs: [['ec2:CreateLaunchTemplateVersion'], ['ec2:ModifyLaunchTemplate']],
  },
  {
    name: 'cloudformation:UpdateStack',
    service: 'cloudformation.amazonaws.com',
    needs: [['cloudformation:UpdateStack', 'cloudformation:UpdateStackSet']],
  },
  {
    name: 'cloudformation:ExecuteChangeSet',
    service: 'cloudformation.amazonaws.com',
    needs: [['cloudformation:CreateChangeSet'], ['cloudformation:ExecuteChangeSet']],
  },
  {
    name: 'codebuild:StartBuild',
    service: 'codebuild.amazonaws.com',
    needs: [['codebuild:StartBuild', 'codebuild:StartBuildBatch']],
  },
  { name: 'ecs:ExecuteCommand', service: 'ecs-tasks.amazonaws.com', needs: [['ecs:ExecuteCommand']] },
  { name: 'glue:UpdateDevEndpoint', service: 'glue.amazonaws.com', needs: [['glue:UpdateDevEndpoint']] },
  {
    name: 'sagemaker:CreatePresignedNotebookInstanceUrl',
    service: 'sagemaker.amazonaws.com',
    needs: [['sagemaker:CreatePresignedNotebookInstanceUrl']],
  },
  {
    name: 'sagemaker:UpdateNotebookInstance',
    service: 'sagemaker.amazonaws.com',
    needs: [['sagemaker:CreateNotebookInstanceLifecycleConfig'], ['sagemaker:UpdateNotebookInstance']],
  },
];
