using System.Management.Automation;
using FluenceVm.Model;
using FluenceVm.Pipeline;
using FluenceVm.Transformation;

namespace FluenceVm.Cmdlets;

/// <summary>Deletes VMs, so that they cost nothing from the next epoch on. Everything on them is lost.</summary>
[Cmdlet(VerbsCommon.Remove, "FluenceVm", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Vm))]
public sealed class RemoveFluenceVmCommand : FluenceCmdlet
{
    private readonly List<VmReference> _references = [];

    /// <summary>The VMs: ids, names or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public VmReference[] Id { get; set; } = [];

    /// <summary>Writes each VM that was deleted.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        _references.AddRange(Id);
        return Task.CompletedTask;
    }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_references.Count == 0)
        {
            return;
        }
        var client = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var vms = await VmResolver.ResolveAsync(_references, client, "Remove-FluenceVm", error => WriteFailure(error, error.Target), cancellationToken).ConfigureAwait(false);

        var confirmed = new Dictionary<string, Vm>(StringComparer.OrdinalIgnoreCase);
        foreach (var vm in vms)
        {
            var cost = VmCost.Describe(vm, DateTimeOffset.UtcNow);
            if (await ConfirmAsync(Text.Of(nameof(Messages.RemoveVmDescription), vm, cost), Text.Of(nameof(Messages.RemoveVmQuery), vm, cost), Messages.RemoveVmCaption).ConfigureAwait(false))
            {
                confirmed.Add(vm.Id, vm);
            }
        }
        if (confirmed.Count == 0)
        {
            return;
        }
        await client.DeleteVmsAsync([.. confirmed.Keys], Output, cancellationToken).ConfigureAwait(false);

        void Output(Clouds.Fluence.VmOutcome outcome)
        {
            var vm = confirmed[outcome.Id];
            if (outcome.Error is { } error)
            {
                WriteFailure(error, vm);
            }
            else if (PassThru)
            {
                Write(vm);
            }
        }
    }
}
