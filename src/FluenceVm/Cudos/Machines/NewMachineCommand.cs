using System.Management.Automation;
using System.Numerics;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Ssh;
using FluenceVm.Cudos;
using FluenceVm.Cudos.Machines;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Orders a machine of Cudos Compute and pays its credit. An order is sent once; its id is unique for ever.</summary>
[Cmdlet(VerbsCommon.New, "Machine", SupportsShouldProcess = true, DefaultParameterSetName = DurationSet)]
[OutputType(typeof(Machine))]
public sealed class NewMachineCommand : CudosCmdlet
{
    private const string CreditSet = "Credit";
    private const string DurationSet = "Duration";

    /// <summary>The machine type: an id, or the object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(MachineTypeCompleter))]
    [Reference(typeof(MachineType), Cloud = Cloud.Cudos)]
    [ValidateNotNull]
    public Reference MachineType { get; set; } = null!;

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

    /// <summary>The machine's id, unique for ever among all machines of the contract; by default one is made up.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Id { get; set; }

    /// <summary>Where it shall be; by default anywhere.</summary>
    [Parameter]
    [ValidateSet("na", "eu", "ap")]
    public string? Region { get; set; }

    /// <summary>The credit in CUDOS.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CreditSet)]
    [Amount]
    [ValidateRange(0, int.MaxValue)]
    public decimal Credit { get; set; }

    /// <summary>The run time that the credit shall buy, for example <c>12h</c> or <c>30d</c>; whole minutes are paid.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DurationSet)]
    [Duration]
    public TimeSpan Duration { get; set; }

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
        var id = Id ?? "vm-" + Guid.NewGuid().ToString("N").Substring(0, 10);
        try
        {
            var (order, price) = await BuildOrderAsync(client, id, cancellationToken);
            object?[] values =
            [
                id,
                order.MachineTypeId,
                order.ImageId,
                MachineText.Price(price),
                CudosAmount.Format(order.Credit),
                MachineText.RunTime(order.Credit, price)
            ];
            if (!await ConfirmAsync(Prompt.Of(
                nameof(Messages.NewMachineCaption),
                nameof(Messages.NewMachineQuery),
                nameof(Messages.NewMachineDescription),
                values)))
            {
                return;
            }
            var receipt = await client.OrderAsync(order, cancellationToken);
            Report(
                receipt is null ? Text.Of(nameof(Messages.OrderFound), id) : Text.Of(nameof(Messages.TransactionDone), id, receipt.Hash));
            await new OrderedMachine(this, client, order)
            {
                Wait = Wait ? WaitFor(client) : null,
                Owner = Session().Owner,
                AcudosPerHour = price,
            }.RunAsync(cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            WriteFailure(error, id);
        }
    }

    private async Task<(MachineOrder Order, BigInteger? Price)> BuildOrderAsync(
        CudosClient client, string id, CancellationToken cancellationToken)
    {
        var sshKey = await AskAsync(() => SshPublicKey.Parse(TextOrFile.PublicKey(SshKey, SessionState)).Text);
        var type = await client.FindMachineTypeAsync(MachineType.Text, cancellationToken)
            ?? throw CudosErrors.MachineTypeNotFound(MachineType.Text);
        if (!type.Available)
        {
            throw CudosErrors.MachineTypeUnavailable(type.Id);
        }
        if (await client.FindImageAsync(Image.Text, cancellationToken) is null)
        {
            throw CudosErrors.ImageNotFound(Image.Text);
        }
        var credit = ParameterSetName == CreditSet ? CudosAmount.ToAcudos(Credit)
            : CudosAmount.Credit(Duration, type.AcudosPerHour ?? throw CudosErrors.PriceUnknown(type.Id));
        // The contract would take the coins, and the provider would set the machine to Failed.
        if (type.AcudosPerHour is { } price && CudosAmount.Credit(TimeSpan.FromMinutes(1), price) is var minute && credit < minute)
        {
            throw CudosErrors.CreditTooSmall(id, CudosAmount.Format(credit), CudosAmount.Format(minute));
        }
        return (new MachineOrder
        {
            Id = id,
            ImageId = Image.Text,
            MachineTypeId = type.Id,
            SshKey = sshKey,
            Region = Region,
            Credit = credit,
        }, type.AcudosPerHour);
    }

    private StateWait WaitFor(CudosClient client) =>
        new(this, new MachineWaiter(client), MachineState.Running.Value, TimeoutSec, PollSec);
}
