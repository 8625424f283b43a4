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

    public OrderParty(VmEmulator emulator, int number, OrderGround ground, string home, ManualTimeProvider time)
    {
        _home = home;
        _time = time;
        Faults.Time = time;
        Faults.IsOrder = ground.IsOrder;
        _connection = new FluenceConnection(new FluenceConnectionOptions
        {
            Endpoint = emulator.Uri,
            ApiKey = Connections.Secure(emulator.ApiKeys[number]),
            ApiVersion = ground.Version,
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

    /// <summary>The VMs that were there before every order.</summary>
    public HashSet<string> Before { get; } = [];

    /// <summary>Every VM that came of an order, and was there once.</summary>
    public HashSet<string> Removed { get; } = [];

    /// <summary>What others left of VMs that they removed, and named.</summary>
    public HashSet<string> LeftByOthers { get; } = [];

    /// <summary>What users were told at the end of their commands.</summary>
    public List<OrderResult> Told { get; } = [];

    public OperationJournal Journal => JournalIn(_home);

    private OperationJournal JournalIn(string home) => new(new JournalHome(home, _time), _account, _time);

    public Task PlaceAsync(string key) => TryAsync(() => PlaceAsync(Orders[key], key, Journal));

    /// <summary>Orders what nobody's journal here knows.</summary>
    public async Task PlaceElsewhereAsync(VmOrder order)
    {
        await PlaceAsync(order, "elsewhere", JournalIn(Path.Combine(_home, "elsewhere")));
        Before.UnionWith((await ListAsync()).Select(vm => vm.Id));
        Told.Clear();
    }

    /// <summary>Places an order in a process that dies on the way: it leaves its file, and its lock is gone.</summary>
    public async Task DieAsync(string key)
    {
        var dying = JournalIn(Path.Combine(_home, "dead", key));
        var death = Faults.Death;
        await Task.WhenAny(death, TryAsync(() => PlaceAsync(Orders[key], key, dying)));
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

    // As the cmdlet does it: what is unknown is settled, and what nothing came of is planned anew.
    private async Task PlaceAsync(VmOrder order, string key, OperationJournal journal)
    {
        var desk = new OrderDesk(Client, journal, _time);
        if (desk.FindEarlier(order, key) is { IsOpen: true })
        {
            await desk.SettleAsync(key, CancellationToken.None);
        }
        var plan = desk.FindEarlier(order, key) is { IsNothing: false } ? null : await Client.PlanOrderAsync(order, CancellationToken.None);
        var result = await desk.PlaceAsync(order, plan, key, CancellationToken.None);
        lock (Told)
        {
            Told.Add(result);
        }
        if (result.Failure is { } failure && !IsExpected(failure))
        {
            throw failure;
        }
    }

    // The last one: another process has found out meanwhile that nothing came of the order, which is to be planned anew.
    private static bool IsExpected(Exception failure) => Certainty.IsTrouble(failure)
        || failure is OrderUnknownException or PartialOrderException or OrderNotNamedException
        || (failure is InvalidOperationException && failure.Message.StartsWith("Nothing of order", StringComparison.Ordinal));
}
