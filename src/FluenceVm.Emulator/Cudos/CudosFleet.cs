using System.Text.Json;
using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Cudos;

/// <summary>A small fleet to look at: it is ordered through the contract, a few hours before the emulator's time begins.</summary>
internal static class CudosFleet
{
    private const string SshKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFluenceVmEmulatorFleetKeyNobodyHasIt000000 fleet@emulator";

    /// <summary>Fills a service whose memory is empty.</summary>
    public static void Order(CudosService service, DateTimeOffset now)
    {
        var ordered = now - TimeSpan.FromHours(6);
        Order(service, CudosSetup.Owner, "web-1", "ubuntu-24.04", "standard-4", "eu", 500, ordered);
        Order(service, CudosSetup.Owner, "build-cache", "debian-12", "basic-2", null, 60, ordered);
        Order(service, CudosSetup.Owner, "train-1", "ubuntu-22.04", "gpu-8", "eu", 240, ordered);
        Order(service, CudosSetup.SecondOwner, "db-1", "ubuntu-24.04", "memory-4", "na", 400, ordered);
        service.AdvanceTo(now - TimeSpan.FromHours(1));
        Send(
            service,
            CudosSetup.Owner,
            new JsonObject { ["request_machine_stop"] = new JsonObject { ["id"] = "build-cache" } },
            0,
            now - TimeSpan.FromHours(1));
        service.AdvanceTo(now);
    }

    private static void Order(
        CudosService service, string owner, string id, string image, string type, string? region, int credit, DateTimeOffset at)
    {
        var order = new JsonObject { ["id"] = id, ["image_id"] = image, ["machine_type_id"] = type, ["ssh_key"] = SshKey };
        if (region is not null)
        {
            order["region"] = region;
        }
        Send(service, owner, new JsonObject { ["order_machine"] = order }, credit, at);
    }

    private static void Send(CudosService service, string sender, JsonObject message, int credit, DateTimeOffset at)
    {
        var funds = new JsonArray();
        if (credit > 0)
        {
            funds.Add((JsonNode)new JsonObject
            {
                ["denom"] = "acudos",
                ["amount"] = CudosSetup.Cudos(credit).ToString(System.Globalization.CultureInfo.InvariantCulture),
            });
        }
        service.Execute(
            JsonSerializer.SerializeToUtf8Bytes<JsonNode>(new JsonObject
            {
                ["sender"] = sender,
                ["contract"] = CudosSetup.ContractAddress,
                ["msg"] = message,
                ["funds"] = funds,
            }),
            at);
    }
}
