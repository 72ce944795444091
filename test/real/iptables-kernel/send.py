"""Sends crafted packets: one JSON object a line on standard input.

frame: out of an interface, as a machine on that wire would (AF_PACKET).
open:  by this machine itself, through its OUTPUT chain, so that an answer belongs to a connection (raw socket).
"""
import ipaddress
import json
import socket
import struct
import sys


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def transport(p, src, dst):
    proto = p["protocol"]
    if proto == 6:
        body = struct.pack("!HHIIBBHHH", p["sport"], p["dport"], 1000, 1000 if p["tcpFlags"] & 16 else 0, 5 << 4, p["tcpFlags"], 8192, 0, 0)
        place = 16
    elif proto == 17:
        body = struct.pack("!HHHH", p["sport"], p["dport"], 12, 0) + b"data"
        place = 6
    elif proto in (1, 58):
        inner = bytes.fromhex(p.get("inner", "")) or b"\0" * 8
        if "inner" in p:
            body = struct.pack("!BBHI", p["icmp"]["type"], p["icmp"]["code"], 0, 0) + inner
        else:
            body = struct.pack("!BBHHH", p["icmp"]["type"], p["icmp"]["code"], 0, p.get("echo", 7), 1) + inner
        place = 2
    else:
        return struct.pack("!HH", 0, 0x0800) + b"\0" * 24
    pseudo = b"" if proto == 1 else src.packed + dst.packed + (struct.pack("!BBH", 0, proto, len(body)) if src.version == 4 else struct.pack("!II", len(body), proto))
    value = checksum(pseudo + body)
    if proto == 17 and value == 0:
        value = 0xFFFF
    return body[:place] + struct.pack("!H", value) + body[place + 2:]


def packet(p):
    src, dst = ipaddress.ip_address(p["src"]), ipaddress.ip_address(p["dst"])
    body = transport(p, src, dst)
    if src.version == 4:
        head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(body), p["id"], 0, 64, p["protocol"], 0, src.packed, dst.packed)
        return head[:10] + struct.pack("!H", checksum(head)) + head[12:] + body
    return struct.pack("!IHBB16s16s", 6 << 28 | p["id"], len(body), p["protocol"], 64, src.packed, dst.packed) + body


links = {}
raw4 = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
raw6 = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_RAW)
for line in sys.stdin:
    p = json.loads(line)
    if "error" in p:
        # An ICMP error quotes the packet that it is about.
        p["inner"] = packet(p["error"])[: 28 if ":" not in p["src"] else 48].hex()
    data = packet(p)
    if p["how"] == "frame":
        if p["link"] not in links:
            links[p["link"]] = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
            links[p["link"]].bind((p["link"], 0))
        kind = b"\x86\xdd" if ":" in p["src"] else b"\x08\x00"
        links[p["link"]].send(bytes.fromhex(p["mac"].replace(":", "")) + b"\x02\0\0\0\x01\x09" + kind + data)
    else:
        try:
            (raw6 if ":" in p["dst"] else raw4).sendto(data, (p["dst"], 0))
        except OSError:
            pass
