using FluenceVm.Clouds.Fluence.Cloud.Accounts;
using FluenceVm.Clouds.Fluence.Cloud.Networks;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Vms;

/// <summary>Changes VMs that are there: names, ports, restarts, and what drafts let be changed.</summary>
internal sealed class VmChanges(CloudRequests requests, CloudVms vms, CloudSshKeys sshKeys, PortChanges ports)
{
    private readonly DraftChanges _drafts = new(requests, sshKeys);

    /// <summary>Refuses a change that the service would refuse for a reason that can be known.</summary>
    public async Task CheckAsync(VmUpdate update, CancellationToken cancellationToken)
    {
        Check(update);
        if (update.SshKeys is { } keys)
        {
            await _drafts.CheckKeysAsync(keys, cancellationToken);
        }
        if (update.OpenPorts is not null)
        {
            await ports.CheckAsync(update.Id, cancellationToken);
        }
        if (update.SecurityGroup is { } group)
        {
            await ports.CheckBindingAsync(update.Id, group, cancellationToken);
        }
    }

    /// <summary>Refuses the restart of a VM that doesn't run and won't by itself.</summary>
    public async Task CheckRestartAsync(string id, CancellationToken cancellationToken)
    {
        CloudVms.CheckIds([id]);
        if (await vms.GetAsync(id, cancellationToken) is { } vm && CloudVmStatus.IsAtRest(vm.Status))
        {
            throw Fault.State(nameof(Messages.VmAtRest), Shown.Named(vm.Name, id), vm.Status);
        }
    }

    /// <summary>Tries each of them; the first failure is told at the end, and the others are done all the same.</summary>
    public async Task UpdateAsync(IReadOnlyList<VmUpdate> updates, CancellationToken cancellationToken)
    {
        foreach (var update in updates)
        {
            Check(update);
        }
        Exception? first = null;
        foreach (var update in updates)
        {
            try
            {
                await UpdateAsync(update, cancellationToken);
            }
            catch (Exception failure) when (Certainty.IsTrouble(failure) || failure is InvalidOperationException)
            {
                first ??= failure;
            }
        }
        if (first is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(first).Throw();
        }
    }

    /// <summary>Restarts a VM. Nothing tells whether a restart ran, so one whose response was lost is never repeated.</summary>
    public async Task RestartAsync(string id, bool soft, CancellationToken cancellationToken)
    {
        CloudVms.CheckIds([id]);
        try
        {
            await requests.SendAsync(Change.Post($"{CloudVms.PathOf(id)}/{(soft ? "softreboot" : "restart")}"), cancellationToken);
        }
        catch (FluenceApiException failure) when (!Certainty.IsRefusal(failure))
        {
            throw new FluenceApiException(failure, Messages.RestartUnknown);
        }
    }

    private static void Check(VmUpdate update)
    {
        CloudVms.CheckIds([update.Id]);
        if (update is { Name: null, OpenPorts: null, SecurityGroup: null, SshKeys: null, UserData: null, Cluster: null })
        {
            throw Fault.Argument(nameof(Messages.UpdateEmpty), update.Id);
        }
        if (update.Name is { } name)
        {
            CloudNames.Check(name);
        }
        VmRules.CheckUserData(update.UserData);
        VmRules.CheckPorts(update.OpenPorts ?? []);
        PortRules.Check(update.OpenPorts ?? []);
    }

    private async Task UpdateAsync(VmUpdate update, CancellationToken cancellationToken)
    {
        if (update.Name is { } name)
        {
            var change = Change.Patch(CloudVms.PathOf(update.Id), new RenameWire { Name = name }, CloudJson.Default.RenameWire);
            await requests.SendAsync(change, cancellationToken);
        }
        if (update.OpenPorts is { } open)
        {
            await ports.OpenAsync(update.Id, open, cancellationToken);
        }
        if (update.Cluster is { } cluster)
        {
            await _drafts.MoveAsync(update.Id, cluster, cancellationToken);
        }
        if (update.SecurityGroup is { } group)
        {
            await ports.BindAsync(update.Id, group, cancellationToken);
        }
        if (update.SshKeys is { } keys)
        {
            await _drafts.ReplaceKeysAsync(update.Id, keys, cancellationToken);
        }
        if (update.UserData is { } userData)
        {
            await _drafts.SetUserDataAsync(update.Id, userData, cancellationToken);
        }
    }
}
