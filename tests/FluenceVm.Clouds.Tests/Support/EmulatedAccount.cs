using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Emulator;
using FluenceVm.Model;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Support;

/// <summary>An account in an emulator of its own, on a clock on which delays take no time, with a journal of its own.</summary>
internal sealed class EmulatedAccount : IDisposable
{
    private readonly FluenceConnection _connection;

    public EmulatedAccount(
        Func<HttpMessageHandler, HttpMessageHandler>? between = null,
        FluenceApiVersion version = FluenceApiVersion.MarketV3,
        decimal balance = 1_000_000m)
    {
        Time = new ManualTimeProvider(TimeSpan.FromSeconds(90));
        Emulator = new VmEmulator(new VmEmulatorOptions { TimeProvider = Time, WithFleet = false, Balance = balance });
        var handler = Emulator.CreateHandler();
        _connection = new FluenceConnection(new FluenceConnectionOptions
        {
            Endpoint = Emulator.Uri,
            ApiKey = Connections.Secure(Emulator.ApiKey),
            ApiVersion = version,
            TimeProvider = Time,
            Transport = between?.Invoke(handler) ?? handler,
        });
        Client = _connection.OpenAsync(null, CancellationToken.None).GetAwaiter().GetResult();
        Home = new JournalHome(Path.Combine(Path.GetTempPath(), "fluencevm-tests-" + Guid.NewGuid().ToString("N")), Time);
        Journal = JournalOf("mine");
    }

    public ManualTimeProvider Time { get; }

    public VmEmulator Emulator { get; }

    public IFluenceClient Client { get; }

    public JournalHome Home { get; }

    public OperationJournal Journal { get; }

    public OrderDesk Orders => OrdersWith(Journal);

    public OperationJournal JournalOf(string accountId) => new(Home, new Account(Emulator.Uri, accountId), Time);

    public OrderDesk OrdersWith(OperationJournal journal, IFluenceClient? client = null) => new(client ?? Client, journal, Time);

    public static VmOrder Order(string name = "web", int count = 1) => new()
    {
        Name = name,
        Count = count,
        Image = "https://images.example/ubuntu.img",
        SshKeys = [SshKeys.Ed25519],
        Constraints = new VmConstraints { Configuration = "cpu-2-ram-4gb-storage-25gb" },
    };

    /// <summary>Every VM, past every planted fault.</summary>
    public async Task<List<Vm>> VmsAsync()
    {
        var faults = Emulator.Faults;
        Emulator.ClearFaults();
        var vms = new List<Vm>();
        await Client.ListVmsAsync(VmFilter.All, vms.Add, CancellationToken.None);
        foreach (var fault in faults)
        {
            Emulator.SetFault(fault);
        }
        return vms;
    }

    public void Dispose()
    {
        _connection.Dispose();
        Emulator.Dispose();
        if (Directory.Exists(Home.Folder))
        {
            Directory.Delete(Home.Folder, recursive: true);
        }
    }
}
