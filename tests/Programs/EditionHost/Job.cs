using System.Net;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Emulator;
using FluenceVm.Model;

namespace FluenceVm.EditionHost;

/// <summary>The main job on both clouds, in process and over a port: a list, an order, a deletion.</summary>
internal static class Job
{
    private const string PublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f fake@test";

    public static async Task RunAsync()
    {
        using var emulator = new VmEmulator();
        Console.WriteLine($"runtime {Environment.Version}");
        foreach (var version in new[] { FluenceApiVersion.MarketV2, FluenceApiVersion.MarketV3, FluenceApiVersion.Cloud })
        {
            await FluenceAsync(emulator, version, emulator.CreateHandler());
        }
        emulator.Listen();
        foreach (var version in new[] { FluenceApiVersion.MarketV2, FluenceApiVersion.MarketV3, FluenceApiVersion.Cloud })
        {
            await FluenceAsync(emulator, version, transport: null);
        }
        await CudosAsync(emulator);
    }

    private static async Task FluenceAsync(VmEmulator emulator, FluenceApiVersion version, HttpMessageHandler? transport)
    {
        using var connection = new FluenceConnection(new FluenceConnectionOptions
        {
            Endpoint = emulator.Uri,
            ApiKey = new NetworkCredential(string.Empty, emulator.ApiKey).SecurePassword,
            ApiVersion = version,
            Transport = transport,
        });
        var client = await connection.OpenAsync(observer: null, CancellationToken.None);
        var way = $"{version} {(transport is null ? "port" : "process")}";
        Console.WriteLine($"{way}: listed {(await ListAsync(client)).Count > 0}");
        if (version != FluenceApiVersion.MarketV2)
        {
            await OrderAndDeleteAsync(emulator, client, way);
        }
    }

    private static async Task OrderAndDeleteAsync(VmEmulator emulator, IFluenceClient client, string way)
    {
        var folder = Path.Combine(Path.GetTempPath(), "FluenceVm-" + Guid.NewGuid().ToString("N"));
        var journal = new OperationJournal(new JournalHome(folder), new Account(emulator.Uri, "edition"));
        try
        {
            var image = (await client.ListImagesAsync(CancellationToken.None))[0];
            var size = (await client.ListMachineTypesAsync(CancellationToken.None)).First(each => each.Available);
            var order = new VmOrder
            {
                Name = "edition",
                Image = image.Slug ?? image.Id,
                SshKeys = [PublicKey],
                Constraints = new VmConstraints { Configuration = size.Id },
            };
            var plan = await client.PlanOrderAsync(order, CancellationToken.None);
            var placed = (await new OrderDesk(client, journal).PlaceAsync(order, plan, "edition", CancellationToken.None)).Order;
            Console.WriteLine($"{way}: ordered {placed.VmIds.Count}");
            emulator.Step(TimeSpan.FromMinutes(10));

            Exception? failure = null;
            var removal = new VmRemoval { Ids = placed.VmIds };
            await client.RemoveVmsAsync(removal, journal, outcome => failure ??= outcome.Error, CancellationToken.None);
            emulator.Step(TimeSpan.FromMinutes(10));
            var left = (await ListAsync(client)).Where(vm => placed.VmIds.Contains(vm.Id));
            Console.WriteLine($"{way}: deleted {failure?.ToString()
                ?? string.Join(", ", left.DefaultIfEmpty().Select(vm => vm?.Status.ToString() ?? "all"))}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<Vm>> ListAsync(IFluenceClient client)
    {
        var vms = new List<Vm>();
        await client.ListVmsAsync(new VmFilter(), vms.Add, CancellationToken.None);
        return vms;
    }

    private static async Task CudosAsync(VmEmulator emulator)
    {
        using var connection = new CudosConnection(new CudosConnectionOptions
        {
            Nodes = [emulator.Uri],
            ContractAddress = emulator.ContractAddress,
            Owner = emulator.Owner,
            Emulator = true,
        });
        var machines = new List<Machine>();
        await connection.Open(observer: null).ListMachinesAsync(emulator.Owner, provider: null, machines.Add, CancellationToken.None);
        Console.WriteLine($"Cudos port: listed {machines.Count > 0 && machines.TrueForAll(machine => machine.CreditAcudos > 0)}");
    }
}
