using System.Globalization;
using System.Net;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Emulator;
using FluenceVm.Model;

// The main job from C#, on the embedded emulator: look at the machines, delete one, look again.
using var emulator = new VmEmulator();
using var connection = new FluenceConnection(new FluenceConnectionOptions
{
    Endpoint = emulator.Uri,
    ApiKey = new NetworkCredential("", emulator.ApiKey).SecurePassword,
    ApiVersion = FluenceApiVersion.MarketV3,
    Transport = emulator.CreateHandler(),
});
var journal = new OperationJournal(new JournalHome(), await connection.GetAccountAsync(CancellationToken.None));
var client = await connection.OpenAsync(observer: null, CancellationToken.None);

Console.WriteLine($"Connected to the emulator, which speaks {client.ApiVersion}.\n");
var vms = await ListAsync();

foreach (var vm in vms.Where(vm => vm.Status == VmStatus.Terminated))
{
    Console.WriteLine($"Removing {vm}; its reserve of {Usdc(vm.ReservedBalance)} USDC is released.\n");
    await client.RemoveVmsAsync(new VmRemoval { Ids = [vm.Id] }, journal, ThrowIfFailed, CancellationToken.None);
}

// A VM stays listed while its deletion is on its way; the emulator's clock needn't be waited for.
emulator.Step(TimeSpan.FromMinutes(1));
await ListAsync();

async Task<List<Vm>> ListAsync()
{
    var listed = new List<Vm>();
    Row("Name", "Status", "CPU", "MemoryGiB", "StorageGiB", "PublicIp", "Country", "PricePerEpoch", "Id");
    Row("----", "------", "---", "---------", "----------", "--------", "-------", "-------------", "--");
    await client.ListVmsAsync(new VmFilter(), Show, CancellationToken.None);
    Console.WriteLine();
    return listed;

    void Show(Vm vm)
    {
        listed.Add(vm);
        Row(vm.Name, vm.Status, vm.CpuCount, vm.MemoryGiB, vm.StorageGiB, vm.PublicIp, vm.Country, Usdc(vm.PricePerEpoch), vm.Id);
    }
}

static void ThrowIfFailed(VmOutcome outcome)
{
    if (outcome.Error is { } error)
    {
        throw error;
    }
}

static void Row(params object?[] cells) =>
    Console.WriteLine(
        string.Format(CultureInfo.InvariantCulture, "{0,-20} {1,-17} {2,4} {3,9:0.##} {4,10:0.##} {5,-15} {6,-7} {7,13} {8}", cells));

static string? Usdc(decimal? amount) => amount?.ToString("0.000000", CultureInfo.InvariantCulture);
