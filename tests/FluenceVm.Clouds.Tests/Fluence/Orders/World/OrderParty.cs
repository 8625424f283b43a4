using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Fluence.Orders.World;

/// <summary>One account with its orders, at an emulator and in a journal that it shares with others.</summary>
internal sealed class OrderParty : IDisposable
{
    private readonly FluenceConnection _connection;
    private readonly Account _account;
    private readonly string _home;
    private readonly ManualTimeProvider _time;

    public OrderParty(VmEmulator emulator, int number, string home, ManualTimeProvider time)
    {
        _home = home;
        _time = time;
        Faults.Time = time;
        _connection = new FluenceConnection(new FluenceConnectionOptions
        {
            Endpoint = emulator.Uri,
            ApiKey = Connections.Secure(emulator.ApiKeys[number]),
            ApiVersion = FluenceApiVersion.MarketV3,
            TimeProvider = time,
            EmulatorId = "world",
            Transport = Faults.Around(emulator.CreateHandler()),
        });
        Client = _connection.OpenAsync(null, CancellationToken.None).GetAwaiter().GetResult();
        _account = _connection.GetAccountAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    public OrderFaults Faults { get; } = new();

    public IFluenceClient Client { get; }

    public Dictionary<string, VmOrder> Orders { get; } = [];

    /// <summary>Every VM that came of an order, and was there once.</summary>
    public HashSet<string> Removed { get; } = [];

    public OperationJournal Journal => JournalIn(_home);

    private OperationJournal JournalIn(string home) => new(new JournalHome(home, _time), _account, _time);

    public Task PlaceAsync(string key) => TryAsync(() => PlaceAsync(key, Journal));

    /// <summary>Places an order in a process that dies on the way: it leaves its file, and its lock is gone.</summary>
    public async Task DieAsync(string key)
    {
        var dying = JournalIn(Path.Combine(_home, "dead", key));
        var death = Faults.Death;
        await Task.WhenAny(death, TryAsync(() => PlaceAsync(key, dying)));
        OperationFiles.Bury(dying, Journal);
    }

    public Task ResolveAsync(string key) => TryAsync(() => new OrderDesk(Client, Journal, _time).SettleAsync(key, CancellationToken.None));

    public async Task<List<Vm>> ListAsync()
    {
        var vms = new List<Vm>();
        await Client.ListVmsAsync(VmFilter.All, vms.Add, CancellationToken.None);
        return vms;
    }

    public void Dispose()
    {
        _connection.Dispose();
        Faults.Dispose();
    }

    public static async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception seen) when (Certainty.IsTrouble(seen) || seen is OrderConflictException)
        {
            // A runbook sees these and goes on; what counts is what the journal says in the end.
        }
    }

    private async Task PlaceAsync(string key, OperationJournal journal)
    {
        var result = await new OrderDesk(Client, journal, _time).PlaceAsync(Orders[key], null, key, CancellationToken.None);
        if (result.Failure is { } failure
            && !Certainty.IsTrouble(failure)
            && failure is not (OrderUnknownException or PartialOrderException))
        {
            throw failure;
        }
    }
}
