using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Addresses;
using FluenceVm.Fluence.Vms;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Gives public addresses to VMs, moves, takes or renames them (generation <c>Cloud</c>).</summary>
[Cmdlet(VerbsCommon.Set, "FluencePublicIp", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(PublicIp))]
public sealed class SetFluencePublicIpCommand : PublicIpCmdlet
{
    private Vm? _vm;

    /// <summary>The VM that gets the address: its id, its name or the object. From another VM it is taken first.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VmCompleter))]
    [Reference(typeof(Vm), IdForm = Reference.VmId)]
    [ValidateNotNull]
    public Reference? Vm { get; set; }

    /// <summary>Takes the address from its VM.</summary>
    [Parameter]
    public SwitchParameter Detach { get; set; }

    /// <summary>
    /// Lets its VM reach the world outside by this address. An address that a VM gets does so by itself; later only a draft's can be
    /// chosen.
    /// </summary>
    [Parameter]
    public SwitchParameter Default { get; set; }

    /// <summary>The new name: 1 to 25 small letters, digits and hyphens.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NewName { get; set; }

    /// <summary>Restarts the VMs, which lose and get an address only so, and waits for them.</summary>
    [Parameter]
    public SwitchParameter Restart { get; set; }

    private protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        if (NewName is not null)
        {
            CloudNames.Check(NewName);
        }
        return (Vm is null && !Detach && !Default && NewName is null) || (Detach && (Vm is not null || Default))
            ? throw CmdletException.NothingToChange()
            : Task.CompletedTask;
    }

    private protected override async Task ChangeAsync(IFluenceClient client, PublicIp part, CancellationToken cancellationToken)
    {
        if (Vm is not null)
        {
            _vm ??= await VmResolver.ResolveOneAsync(Vm, client, MyInvocation.MyCommand.Name, cancellationToken);
        }
        // As it is now: since the object was read, another VM may have got it.
        var address = await CurrentAsync(client, part, cancellationToken);
        var move = new AddressMove(client, address, Detach ? null : _vm?.Id ?? address.VmId, Restart);
        if (_vm is { Cluster: { } cluster } && address.Cluster is not null && cluster != address.Cluster)
        {
            throw CmdletException.Of(
                nameof(Messages.PartInAnotherCluster), ErrorCategory.InvalidArgument, address, address, address.Cluster, _vm, cluster);
        }
        move.Check(_vm);
        var isNewName = NewName is not null && NewName != address.Name;
        if (Default && move.Target is null)
        {
            throw CmdletException.Of(nameof(Messages.AddressWithoutVm), ErrorCategory.InvalidOperation, address, address);
        }
        if (!isNewName && move.IsDone && !Default)
        {
            Report(Text.Of(nameof(Messages.PartAsWanted), address));
        }
        else if (!await ConfirmAsync(await AskAsync(address, move, isNewName, cancellationToken)))
        {
            return;
        }
        if (isNewName)
        {
            await client.Parts.PublicIps.RenameAsync(address.Id, NewName!, cancellationToken);
        }
        await move.RunAsync(Warn, cancellationToken);
        if (Default)
        {
            await client.Parts.PublicIps.MakeDefaultAsync(address.Id, move.Target!, cancellationToken);
        }
        await PassAsync(client, address, cancellationToken);
    }

    private async Task<Prompt> AskAsync(PublicIp address, AddressMove move, bool isNewName, CancellationToken cancellationToken)
    {
        var changes = await move.DescribeAsync(_vm, cancellationToken);
        if (isNewName)
        {
            changes.Add(Text.Of(nameof(Messages.ChangeName), NewName));
        }
        if (Default)
        {
            changes.Add(Messages.AddressDefault);
        }
        return Prompt.Of(
            nameof(Messages.SetPublicIpCaption),
            nameof(Messages.SetPublicIpQuery),
            nameof(Messages.SetPublicIpDescription),
            address,
            string.Join("; ", changes));
    }
}
