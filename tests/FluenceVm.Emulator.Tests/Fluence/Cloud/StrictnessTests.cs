using System.Text.Json.Nodes;
using FluenceVm.Emulator.Tests.Support;
using FluenceVm.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>Nothing is accepted that the OpenAPI file refuses, and whatever happens is answered as it says.</summary>
public sealed class StrictnessTests() : CloudTest(balance: 1_000_000m)
{
    private static readonly string?[] Wrong = [null, "7", "-7", "1.5", "true", "\"text\"", "\"\"", "[]", "{}", "[null]", "[\"text\"]"];

    [SkippableFact]
    public async Task No_value_is_taken_that_its_schema_refuses()
    {
        Skip.If(ResponseContract.Shared is null, ResponseContract.Absent);
        var key = await Ok(Client.Post("v1/ssh_keys", $$"""{"name":"mine","publicKey":"{{EmulatorClient.PublicKey}}"}"""));
        var more = $$""","sshKeys":["{{key["id"]}}"],"publicIp":{{AddressBody()}},"dataDisks":[{{DiskBody("data", image: null)}}],"cloudInit":{"userData":"#!/bin/sh"}""";
        var vm = await Launched();
        var disk = await Ok(Client.Post("v1/storages", DiskBody("free", image: null)));
        var address = await Ok(Client.Post("v1/public_ips", AddressBody("free")));
        var refused = 0;
        foreach (var (method, path, body) in new[]
        {
            (HttpMethod.Post, "v2/vms", VmBody(more: more)),
            (HttpMethod.Post, "v1/storages", DiskBody()),
            (HttpMethod.Post, "v1/public_ips", AddressBody()),
            (HttpMethod.Post, "v1/prices/cost", $$"""{"secs":60,"resources":[{"storage":{"resource_id":{"storageType":"NVME","replicated":true,"clusterId":"{{Cluster}}"},"volume_gb":25} }]}"""),
            (HttpMethod.Post, "v1/ssh_keys", $$"""{"name":"mine","publicKey":"{{EmulatorClient.PublicKey}}"}"""),
            (HttpMethod.Post, "v1/storages/delete", $$"""{"ids":["{{disk["id"]}}"]}"""),
            (HttpMethod.Post, $"v2/vms/{vm["id"]}/public_ip/add", $$"""{"publicIpId":"{{address["id"]}}"}"""),
            (HttpMethod.Patch, $"v1/storages/{disk["id"]}", """{"name":"a","volumeGb":30}"""),
            (HttpMethod.Patch, $"v1/public_ips/{address["id"]}", """{"name":"a"}"""),
            (HttpMethod.Patch, $"v2/vms/{vm["id"]}", """{"name":"a"}"""),
        })
        {
            foreach (var mutant in Mutants(body))
            {
                // The client's handler fails where a body was accepted that its schema refuses.
                var response = await Client.Send(method, path, mutant);
                refused += response.Status == 400 ? 1 : 0;
                Assert.True(response.Status < 500, mutant);
            }
        }

        Assert.True(refused > 200, $"only {refused} were refused");
    }

    [SkippableFact]
    public void Random_operations_are_answered_as_the_file_says()
    {
        Skip.If(ResponseContract.Shared is null, ResponseContract.Absent);
        var property = Prop.ForAll(Operations.OnFluence.ListOf().ToArbitrary(), operations =>
        {
            using var emulator = new VmEmulator(new VmEmulatorOptions { TimeProvider = new ManualTime(), WithFleet = false });
            using var client = new EmulatorClient(new ConformingHandler(emulator.CreateHandler()), emulator.Uri, emulator.ApiKey);
            foreach (var operation in operations)
            {
                operation.Run(emulator, client).GetAwaiter().GetResult();
            }
            foreach (var list in new[] { "v2/vms?perPage=100&expand[0]=bootDisk&expand[1]=dataDisks&expand[2]=publicIp&expand[3]=sshKeys", "v1/storages?perPage=100", "v1/public_ips?perPage=100", "v1/clusters/resources", "v2/users/balances" })
            {
                Ok(client.Get(list)).GetAwaiter().GetResult();
            }
        });

        // A failure's message holds the seed, for Config.WithReplay.
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30).WithEndSize(40), property);
    }

    /// <summary>The body with each of its members left out, set to each wrong value, and with one member more.</summary>
    private static IEnumerable<string> Mutants(string body)
    {
        var count = Objects(JsonNode.Parse(body)!).Sum(each => each.Count);
        for (var member = 0; member < count; member++)
        {
            yield return Mutant(body, member, (parent, name) => parent.Remove(name));
            yield return Mutant(body, member, (parent, _) => parent["more"] = 1);
            foreach (var wrong in Wrong)
            {
                yield return Mutant(body, member, (parent, name) => parent[name] = wrong is null ? null : JsonNode.Parse(wrong));
            }
        }
    }

    private static string Mutant(string body, int member, Action<JsonObject, string> change)
    {
        var root = JsonNode.Parse(body)!;
        var (parent, name) = Objects(root).SelectMany(each => each.Select(pair => (each, pair.Key))).ElementAt(member);
        change(parent, name);
        return root.ToJsonString();
    }

    private static IEnumerable<JsonObject> Objects(JsonNode node) => node switch
    {
        JsonObject one => [one, .. one.Select(pair => pair.Value).OfType<JsonNode>().SelectMany(Objects)],
        JsonArray many => many.OfType<JsonNode>().SelectMany(Objects),
        _ => [],
    };
}
