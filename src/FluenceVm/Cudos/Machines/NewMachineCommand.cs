using System.Management.Automation;
using System.Numerics;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Ssh;
using FluenceVm.Cudos;
using FluenceVm.Cudos.Machines;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Cmdlets;

/// <summary>Orders a machine of Cudos Compute and pays its credit. An order is sent once; its id is unique for ever.</summary>
[Cmdlet(VerbsCommon.New, "Machine", SupportsShouldProcess = true, DefaultParameterSetName = DurationSet)]
[OutputType(typeof(Machine))]
public sealed class NewMachineCommand : CudosCmdlet
{
    private const string CreditSet = "Credit";
    private const string DurationSet = "Duration";

    /// <summary>The machine's id, unique for ever among all machines of the contract; by default one is made up.</summary>
    [Parameter(Position = 0)]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    public string? Id { get; set; }

    /// <summary>The image: an id, or the object.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(MachineImageCompleter))]
    [Reference(typeof(VmImage), Cloud = Cloud.Cudos)]
    [ValidateNotNull]
    public Reference Image { get; set; } = null!;

    /// <summary>Who may log in: a public key, or the path of a <c>.pub</c> file. Smartcard keys are not supported.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ValidateNotNullOrEmpty]
    public string SshKey { get; set; } = string.Empty;

    /// <summary>The machine type: an id, or the object.</summary>
    [Parameter(Mandatory = true, Position = 3, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(MachineTypeCompleter))]
    [Reference(typeof(MachineType), Cloud = Cloud.Cudos)]
    [ValidateNotNull]
    public Reference MachineType { get; set; } = null!;

    /// <summary>Where it runs; by default anywhere.</summary>
    [Parameter]
    [ValidateSet("na", "eu", "ap")]
    public string? Region { get; set; }

    /// <summary>The credit in CUDOS.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CreditSet)]
    [Amount]
    [ValidateRange(0, int.MaxValue)]
    public decimal Credit { get; set; }

    /// <summary>The run time that the credit buys, for example <c>12h</c> or <c>30d</c>; whole minutes are paid.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DurationSet)]
    [Duration]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan Duration { get; set; }

    /// <summary>
    /// The order's key. The same key again, as after a restart, looks up what became of the order instead of paying again.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OrderKey { get; set; }

    /// <summary>Waits until it runs.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many seconds to wait at the most.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; } = 900;

    /// <summary>Seconds between two looks at first; they grow to 15.</summary>
    [Parameter]
    [ValidateRange(0.01, 3600)]
    public double PollSec { get; set; } = 2;

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var client = Open();
        _ = Sender();
        MachineOperation? operation = null;
        var id = Id ?? "vm-" + Guid.NewGuid().ToString("N").Substring(0, 10);
        try
        {
            var sshKey = await ReadSshKeyAsync();
            operation = new MachineOperation(Session(), OperationKind.Order, OrderKey, Asked(sshKey));
            if (await operation.FindEarlierAsync(cancellationToken) is { } earlier)
            {
                // The id that was made up for the first attempt is the one to look for.
                id = earlier.Steps.Select(step => step.Target).FirstOrDefault() ?? id;
            }
            await OrderAsync(client, operation, id, sshKey, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            WriteFailure(error, id);
        }
        finally
        {
            operation?.Dispose();
        }
    }

    private async Task OrderAsync(
        CudosClient client, MachineOperation operation, string id, string sshKey, CancellationToken cancellationToken)
    {
        if (await IsOrderedAsync(client, operation, id, cancellationToken))
        {
            Report(Text.Of(nameof(Messages.MachineChangeFound), id, operation.Key));
            await DeliverAdoptedAsync(client, operation.Key, id, cancellationToken);
            return;
        }
        var purchase = new MachinePurchase(client, sshKey) { TypeId = MachineType.Text, ImageId = Image.Text, Region = Region };
        var (order, price) = await purchase.ComposeAsync(id, CreditFor, cancellationToken);
        var prompt = Prompt.Of(
            nameof(Messages.NewMachineCaption),
            nameof(Messages.NewMachineQuery),
            nameof(Messages.NewMachineDescription),
            id,
            order.MachineTypeId,
            order.ImageId,
            MachineText.Price(price),
            MachineText.Amount(order.Credit),
            MachineText.RunTime(order.Credit, price));
        if (!await ConfirmAsync(prompt))
        {
            return;
        }
        var run = await operation.TakeAsync(cancellationToken);
        try
        {
            var receipt = await client.Operations.OrderAsync(order, run, cancellationToken);
            Report(receipt is null
                ? Text.Of(nameof(Messages.OrderFound), id)
                : Text.Of(nameof(Messages.TransactionDone), id, receipt.Hash));
        }
        catch (Exception) when (MachineOperation.IsOpen(run))
        {
            var advice = Text.Of(nameof(Messages.MachineOrderOpen), id, MachineText.Amount(order.Credit), operation.Key);
            NoteIfStopped(advice);
            Warn(advice);
            throw;
        }
        await DeliverAsync(client, operation.Key, Known(order, price), cancellationToken);
    }

    private async Task<bool> IsOrderedAsync(CudosClient client, MachineOperation operation, string id, CancellationToken cancellationToken)
    {
        try
        {
            return await operation.IsDoneAsync(client, id, !IsWhatIf, cancellationToken);
        }
        catch (TransactionUnknownException)
        {
            // The contract takes an id once: what may still come through is safely ordered again.
            return false;
        }
    }

    private async Task DeliverAdoptedAsync(CudosClient client, string key, string id, CancellationToken cancellationToken)
    {
        var machine = await client.FindMachineAsync(id, cancellationToken) ?? throw CudosErrors.MachineNotFound(id);
        if (machine.IsOver || machine.Owner is null)
        {
            throw CudosErrors.OrderedMachineHasEnded(key, machine);
        }
        await DeliverAsync(client, key, machine, cancellationToken);
    }

    private Task DeliverAsync(CudosClient client, string key, Machine known, CancellationToken cancellationToken) =>
        new OrderedMachine(this, client, known) { Wait = Wait ? WaitFor(client) : null, Key = key }.RunAsync(cancellationToken);

    private Machine Known(MachineOrder order, BigInteger? price) => new()
    {
        Id = order.Id,
        State = MachineState.StartRequested,
        Owner = Session().Owner,
        Region = order.Region,
        ImageId = order.ImageId,
        MachineTypeId = order.MachineTypeId,
        SshKey = order.SshKey,
        CreditAcudos = order.Credit,
        AcudosPerHour = price,
    };

    private AskedText Asked(string sshKey) => new AskedText("machine-order/1")
        .Add("id", Id)
        .Add("image", Image.Text)
        .Add("type", MachineType.Text)
        .Add("region", Region)
        .AddHashed("ssh-key", sshKey)
        .Add("credit", ParameterSetName == CreditSet ? CudosAmount.ToAcudos(Credit) : null)
        .Add("duration", ParameterSetName == DurationSet ? Duration : null);

    private async Task<string> ReadSshKeyAsync()
    {
        var text = await AskAsync(() => TextOrFile.SshKey(SshKey, SessionState));
        var isName = ReferenceEquals(text, SshKey) && text.Length < 60 && text.All(letter =>
            char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or '@');
        return isName && text.IndexOf("PRIVATE", StringComparison.OrdinalIgnoreCase) < 0
            ? throw CudosErrors.MachineKeyUnknown(text)
            : SshPublicKey.Parse(text).Text;
    }

    private BigInteger CreditFor(MachineType type) => ParameterSetName == CreditSet
        ? CudosAmount.ToAcudos(Credit)
        : CudosAmount.Credit(Duration, type.AcudosPerHour ?? throw CudosErrors.PriceUnknown(type.Id));

    private StateWait WaitFor(CudosClient client) =>
        new(this, new MachineWaiter(client), MachineState.Running.Value, TimeoutSec, PollSec);
}
