using System.Diagnostics;
using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Addresses;
using FluenceVm.Fluence.Firewalls;
using FluenceVm.Fluence.Networks;
using FluenceVm.Fluence.Orders;
using FluenceVm.Fluence.Vms;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Orders VMs. An order whose response is lost is never sent again: see <c>Resolve-FluenceOrder</c>.</summary>
[Cmdlet(VerbsCommon.New, "FluenceVm", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Vm))]
public sealed class NewFluenceVmCommand : ConstraintCmdlet
{
    private const int LongestGraceSec = 60;

    /// <summary>The VM's name: letters, digits and hyphens. Several VMs are numbered: <c>web-1</c>, <c>web-2</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>The image: a slug, a name, or the URL of one.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Reference(typeof(VmImage), By = "Slug", Cloud = Cloud.Fluence)]
    [ArgumentCompleter(typeof(ImageCompleter))]
    [ValidateNotNullOrEmpty]
    public string Image { get; set; } = string.Empty;

    /// <summary>Who may log in: registered keys' names, public keys, or paths of <c>.pub</c> files.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [Reference(typeof(SshKey), By = "Fingerprint")]
    [ArgumentCompleter(typeof(SshKeyCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] SshKey { get; set; } = [];

    /// <summary>
    /// Ports to open in addition to 22/tcp, for example <c>80/tcp,443/tcp</c>. In generation <c>Cloud</c> a security group of the
    /// VM's own opens them, from its first moment on.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Ports]
    [ArgumentCompleter(typeof(PortCompleter))]
    [NotGivenIfEmpty]
    [ValidateNotNull]
    public VmPort[] OpenPort { get; set; } = [];

    /// <summary>The host name inside the VM; by default its name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NotGivenIfEmpty]
    [ValidateNotNullOrEmpty]
    public string? HostName { get; set; }

    /// <summary>How many VMs.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Amount(Whole = true)]
    [NotGivenIfEmpty]
    [ValidateRange(1, 10000)]
    public int Count { get; set; } = 1;

    /// <summary>
    /// How several VMs are named: a composite format of the name and the number, for example <c>{0}-{1:00}</c> for
    /// <c>web-01</c>.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NotGivenIfEmpty]
    [ValidateNotNullOrEmpty]
    public string? NameFormat { get; set; }

    /// <summary>
    /// Spreads the VMs evenly over the countries of <c>-Country</c>, or over all that have room (generation <c>Cloud</c>).
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [YesOrNo]
    [NotGivenIfEmpty]
    public SwitchParameter Spread { get; set; }

    /// <summary>The most that all VMs of the order together may cost per hour.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Amount]
    [NotGivenIfEmpty]
    [ValidateRange(0, int.MaxValue)]
    public decimal? MaxTotalPricePerHour { get; set; }

    /// <summary>Cloud-init user data, or the path of a file that has it (generation <c>Cloud</c>).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NotGivenIfEmpty]
    [ValidateNotNullOrEmpty]
    public string? UserData { get; set; }

    /// <summary>Sizes of additional data disks in GB, for example <c>100,200</c> (generation <c>Cloud</c>).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Amount(Whole = true, Many = true)]
    [NotGivenIfEmpty]
    [ValidateRange(1, 1_000_000)]
    public int[] Disk { get; set; } = [];

    /// <summary>
    /// A public address that is there: its id, its name or the object of <c>Get-FluencePublicIp</c> (generation <c>Cloud</c>).
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Reference(typeof(PublicIp), IdForm = Reference.Uuid)]
    [NotGivenIfEmpty]
    [ArgumentCompleter(typeof(PublicIpCompleter))]
    [ValidateNotNull]
    public Reference? ExistingPublicIp { get; set; }

    /// <summary>
    /// The subnet that the VMs are in: an id, a name or an object; by default the cluster's own (generation <c>Cloud</c>).
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Reference(typeof(Subnet), IdForm = Reference.Uuid)]
    [NotGivenIfEmpty]
    [ArgumentCompleter(typeof(SubnetCompleter))]
    [ValidateNotNull]
    public Reference? Subnet { get; set; }

    /// <summary>The security group that filters the VMs, instead of <c>-OpenPort</c> (generation <c>Cloud</c>).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Reference(typeof(SecurityGroup), IdForm = Reference.Uuid)]
    [NotGivenIfEmpty]
    [ArgumentCompleter(typeof(SecurityGroupCompleter))]
    [ValidateNotNull]
    public Reference? SecurityGroup { get; set; }

    /// <summary>
    /// Leaves a draft, which costs nothing and doesn't run. The same command without it, under the same <c>-OrderKey</c>, makes it
    /// a VM (generation <c>Cloud</c>).
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [YesOrNo]
    [NotGivenIfEmpty]
    public SwitchParameter NoProvision { get; set; }

    /// <summary>The order's key. The same key again, as after a restart, adopts what was created instead of ordering.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NotGivenIfEmpty]
    [ArgumentCompleter(typeof(OrderKeyCompleter))]
    [ValidateNotNullOrEmpty]
    public string? OrderKey { get; set; }

    /// <summary>Waits until the VMs are usable.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>
    /// How many seconds to wait at the most: with <c>-Wait</c> for the VMs to be usable, and up to 60 for those of an order
    /// whose response was lost.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; } = 900;

    /// <summary>Seconds between two requests at first; they grow to 15.</summary>
    [Parameter]
    [ValidateRange(0.01, 3600)]
    public double PollSec { get; set; } = 2;

    private protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        ForItemAsync(Name, () => OrderAsync(cancellationToken));

    private async Task OrderAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var client = await OpenAsync(cancellationToken);
        var order = await AskAsync(Said);
        var desk = new OrderDesk(client, await JournalAsync(cancellationToken))
        {
            Grace = TimeSpan.FromSeconds(Math.Min(TimeoutSec, LongestGraceSec)),
            ResponseLost = lost => Warn(Text.Of(nameof(Messages.OrderResponseLost), lost.Key)),
        };
        var placement = new OrderPlacement(this, client, desk)
        {
            MaxPricePerEpoch = PriceLimit,
            MaxTotalPricePerHour = MaxTotalPricePerHour,
        };
        if (await placement.PlaceAsync(order, OrderKey, cancellationToken) is { } placed)
        {
            var wait = Wait ? WaitFor(client, TimeSpan.FromSeconds(TimeoutSec) - clock.Elapsed) : null;
            await new OrderedVms(this, client, placed) { Wait = wait }.RunAsync(cancellationToken);
        }
    }

    private VmOrder Said()
    {
        var order = new VmOrder
        {
            Name = Name,
            NameFormat = NameFormat,
            Spread = Spread,
            HostName = HostName,
            Count = Count,
            Image = Image,
            SshKeys = Array.ConvertAll(SshKey, key => TextOrFile.SshKey(key, SessionState)),
            OpenPorts = [.. OpenPort.Distinct()],
            Constraints = Constraints(),
            UserData = UserData is null ? null : TextOrFile.UserData(UserData, SessionState),
            DiskSizesGB = Disk,
            ExistingPublicIp = ExistingPublicIp?.Text,
            Subnet = Subnet?.Text,
            SecurityGroup = SecurityGroup?.Text,
            Provision = !NoProvision,
        };
        VmRules.Check(order);
        return order;
    }

    private StateWait WaitFor(IFluenceClient client, TimeSpan left) =>
        new(this, new VmWaiter(client), VmStatus.Active.Value, Math.Max(0, left.TotalSeconds), PollSec);
}
