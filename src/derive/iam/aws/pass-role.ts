/** A service that does what its role may do: who can pass it a role and run something there has that role's rights. */
export interface PassRoleMethod {
  readonly name: string;
  readonly service: string;
  /** Every one of these is needed; of an inner list one suffices. */
  readonly needs: readonly (readonly string[])[];
}

/** Published ways from iam:PassRole to the rights of the role (Rhino Security Labs 2018, Bishop Fox, pathfinding.cloud). */
export const PASS_ROLE_METHODS: readonly PassRoleMethod[] = [
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
