using System.Text;
using FluenceVm.Emulator.Fluence.Cloud;
using FluenceVm.Emulator.Tests.Fluence.Cloud;
using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Campaigns;

/// <summary>Random and mutated requests, as bytes.</summary>
internal sealed class Mutations(Random random, string contract, string id)
{
    private static readonly string[] Tokens =
    [
        "\r\n", "\r\n\r\n", "\0", "null", "true", "-1", "1e999", "99999999999999999999", "\"\\ud800\"", "[[[[[[[[", "{\"a\":", "{}",
        "[]", "\"\"", ",", "0x",
        "Content-Length: 0\r\n", "Content-Length: 99\r\n", "Transfer-Encoding: chunked\r\n", "Expect: 100-continue\r\n", "Host: x\r\n",
        "?", "&", "%", "%00", "..", "/",
        "ÿþ", "2026-01-01T00:00:00Z", "acudos", "1000000000000000000000000000000000000000000",
    ];

    private static readonly string[] Methods = ["GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS", "TRACE", "CONNECT"];

    private static readonly Guid CloudVm = CloudIds.Of(CloudKind.Vm, 1, 1);

    private readonly (string Method, string Path, string? Body)[] _valid =
    [
        ("GET", "/vms/v2", null),
        ("GET", "/vms/v3", null),
        ("GET", $"/vms/v3/status?ids={id},{id}", null),
        ("GET", "/vms/v3/default_images", null),
        ("GET", "/marketplace/hardware", null),
        ("GET", "/ssh_keys", null),
        ("POST", "/vms/v3", EmulatorClient.OrderBody(
            2,
            constraints: """
                {"basicConfiguration":"cpu-2-ram-4gb-storage-25gb","hardware":{"cpu":[{"manufacturer":"AMD",
                "architecture":"Zen"}],"storage":[{"type":"SSD"}]},"additionalResources":{"storage":[{"type":"SSD","supply":4,
                "units":"GiB"}]},"datacenter":{"countries":["PL","DE"]},"maxTotalPricePerEpochUsd":"12.5"}
                """)),
        ("POST", "/vms/v3/estimate", """{"constraints":{"datacenter":{"countries":["PL"]}},"instances":3}"""),
        ("POST", "/marketplace/offers", "{}"),
        ("PATCH", "/vms/v3", $$"""{"updates":[{"id":"{{id}}","vmName":"b","openPorts":[{"port":443,"protocol":"tcp"}]}]}"""),
        ("DELETE", "/vms/v3", $$"""{"vmId":"{{id}}"}"""),
        ("DELETE", "/vms/v3", $$"""{"vmIds":["{{id}}"]}"""),
        ("POST", "/ssh_keys", $$"""{"name":"fuzz","publicKey":"{{EmulatorClient.PublicKey}}"}"""),
        ("DELETE", "/ssh_keys", """{"fingerprint":"SHA256:x"}"""),
        ("GET", "/v3/vms?page=1&perPage=3&name=%25e%25&statuses[0]=launched&statuses[1]=new", null),
        ("GET", $"/v3/vms/{CloudVm}", null),
        ("GET", $"/v3/vms/{CloudVm}/interfaces", null),
        ("GET", "/v3/storages?excludeAttached=true&storageType=NVME&sort=name&order=desc", null),
        ("GET", "/v3/public-ips?cityCode=WAW", null),
        ("GET", "/v3/account/charges/aggregated?startDate=2026-01-01&endDate=2026-12-31&groupBy=CLUSTER&period=DAY&format=csv", null),
        ("POST", "/v3/vms", """{"dataDisks":[{"kind":"new","volumeGb":5}],"interfaces":[{"kind":"public","addressType":"V4"}]}"""),
        ("POST", "/v3/storages", CloudTest.DiskBody("fuzz")),
        ("POST", "/v3/public-ips", CloudTest.AddressBody("fuzz")),
        ("POST", "/v3/vpcs", $$"""{"clusterId":"{{CloudTest.ClusterIn("PL")}}","name":"fuzz"}"""),
        ("PATCH", $"/v3/vms/{CloudVm}", """{"name":"c"}"""),
        ("POST", $"/v3/vms/{CloudVm}/restart", null),
        ("POST", $"/v3/vms/{CloudVm}/storages", $"\"{CloudVm}\""),
        ("PUT", $"/v3/vms/{CloudVm}/cloud-init", """{"userData":"#!/bin/sh"}"""),
        ("GET", $"/cosmwasm/wasm/v1/contract/{contract}/smart/{Convert.ToBase64String("""{"machine_list":{}}"""u8)}", null),
        ("GET", $"/cosmwasm/wasm/v1/contract/{contract}/smart/{Convert.ToBase64String("""{"machine":{"id":"web-1"}}"""u8)}", null),
        ("GET", "/cosmos/tx/v1beta1/txs/00", null),
        ("POST", "/emulator/cudos/execute", $$"""
            {"sender":"{{contract}}","contract":"{{contract}}","msg":{"request_machine_stop":{"id":"web-1"} },"funds":[]}
            """),
    ];

    public byte[] Next()
    {
        var (method, path, body) = _valid[random.Next(_valid.Length)];
        body = body is not null && random.Next(3) > 0 ? Mutate(body) : body;
        path = random.Next(8) == 0 ? Mutate(path) : path;
        method = random.Next(12) == 0 ? Methods[random.Next(Methods.Length)] : method;
        var text = body is null
            ? string.Empty
            : $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n";
        var whole = $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nX-API-KEY: emulator-key-not-a-secret\r\n{text}\r\n{body}";
        return Encoding.UTF8.GetBytes(random.Next(4) == 0 ? Mutate(whole) : whole);
    }

    private string Mutate(string text)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(1, 12), text.Length - at);
            text = random.Next(5) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Tokens[random.Next(Tokens.Length)]),
                2 => text.Remove(at, length).Insert(at, Tokens[random.Next(Tokens.Length)]),
                3 => text.Insert(at, text.Substring(at, length)),
                _ => text.Remove(at, length).Insert(at, string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next(256)))),
            };
        }
        return text;
    }
}
