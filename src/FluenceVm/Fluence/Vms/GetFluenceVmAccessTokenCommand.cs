using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Fluence.Vms;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Gets what opens the console of a VM for a few minutes, the token as a secure string (generation <c>Cloud</c>).</summary>
[Cmdlet(VerbsCommon.Get, "FluenceVmAccessToken")]
[OutputType(typeof(VmAccessToken))]
public sealed class GetFluenceVmAccessTokenCommand : VmCmdlet
{
    private protected override Task ProcessAsync(IFluenceClient client, IReadOnlyList<Vm> vms, CancellationToken cancellationToken) =>
        ForEachItemAsync(vms, async vm => Write(await client.GetAccessTokenAsync(vm.Id, cancellationToken)));
}
