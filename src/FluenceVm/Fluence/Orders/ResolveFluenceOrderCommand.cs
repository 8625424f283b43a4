using System.Management.Automation;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Journal;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Orders;
using FluenceVm.Fluence.Vms;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>
/// Settles orders whose response was lost, from what the service says now. It orders nothing. What the service can't tell, the
/// user decides.
/// </summary>
[Cmdlet(
    VerbsDiagnostic.Resolve,
    "FluenceOrder",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = "Judge")]
[OutputType(typeof(Order))]
public sealed class ResolveFluenceOrderCommand : FluenceCmdlet
{
    private readonly List<string> _keys = [];

    /// <summary>The orders' keys; by default every unknown one of the connection's account.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Key")]
    [ArgumentCompleter(typeof(OrderKeyCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] OrderKey { get; set; } = [];

    /// <summary>The ids of the VMs that came of the order, as the user has found out.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Created")]
    [Reference(typeof(Vm))]
    [ArgumentCompleter(typeof(VmIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] VmId { get; set; } = [];

    /// <summary>Nothing came of the order, as the user has found out, or its VMs were removed: the key is free again.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "NotCreated")]
    public SwitchParameter NotCreated { get; set; }

    private bool UserDecides => VmId.Length > 0 || NotCreated;

    private protected override bool TryKeep()
    {
        _keys.AddRange(OrderKey);
        return true;
    }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var journal = await JournalAsync(cancellationToken);
        if (_keys.Count == 0 && !MyInvocation.ExpectingInput && !UserDecides)
        {
            _keys.AddRange(journal.All().Where(order => order is { Kind: OperationKind.Order, IsOpen: true }).Select(order => order.Key));
        }
        if (_keys.Count == 0)
        {
            return;
        }
        var desk = new OrderDesk(await OpenAsync(cancellationToken), journal);
        await ForEachItemAsync(_keys, key => ResolveAsync(desk, key, cancellationToken));
    }

    private async Task ResolveAsync(OrderDesk desk, string key, CancellationToken cancellationToken)
    {
        if (!await desk.CheckAsync(key, UserDecides ? VmId : null, cancellationToken))
        {
            throw CmdletException.OrderNotFound(key);
        }
        if (!await ConfirmAsync(key))
        {
            return;
        }
        var order = UserDecides
            ? await desk.DecideAsync(key, VmId, cancellationToken)
            : await desk.SettleAsync(key, cancellationToken);
        Write(order ?? throw CmdletException.OrderNotFound(key));
    }

    // Reading what became of an order needs no question; saying it does, because a wrong word may buy it twice.
    private Task<bool> ConfirmAsync(string key)
    {
        if (!UserDecides && !IsWhatIf)
        {
            return Task.FromResult(true);
        }
        var message = VmId.Length > 0 ? nameof(Messages.DecideCreated)
            : NotCreated ? nameof(Messages.DecideNotCreated)
            : nameof(Messages.SettleOrderDescription);
        var text = Text.Of(message, key, string.Join(", ", VmId));
        return ConfirmAsync(new Prompt(Messages.ResolveOrderCaption, text, text));
    }
}
