using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Vms;

/// <summary>A cmdlet that does something to VMs which are named by id, name or object, all of the pipeline together.</summary>
public abstract class VmCmdlet : FluenceCmdlet
{
    private readonly List<Reference> _references = [];

    private protected VmCmdlet()
    {
    }

    /// <summary>The VMs: ids, names or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(VmCompleter))]
    [Reference(typeof(Vm), IdForm = Reference.VmId, Rows = true)]
    [ValidateNotNullOrEmpty]
    public Reference[] Id { get; set; } = [];

    private protected sealed override bool TryKeep()
    {
        _references.AddRange(Id);
        return true;
    }

    private protected sealed override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_references.Count == 0)
        {
            return;
        }
        var client = await OpenAsync(cancellationToken);
        var vms = await VmResolver.ResolveAsync(
            _references,
            client,
            MyInvocation.MyCommand.Name,
            error => WriteFailure(error, error.Target),
            cancellationToken);
        if (vms.Count > 0)
        {
            await ObjectsFirstAsync(() => ProcessAsync(client, vms, cancellationToken));
        }
    }

    /// <summary>The work, once, with every VM that was named and found.</summary>
    private protected abstract Task ProcessAsync(IFluenceClient client, IReadOnlyList<Vm> vms, CancellationToken cancellationToken);

    /// <summary>Writes VMs as they are now, after a change.</summary>
    private protected async Task WriteCurrentAsync(
        IFluenceClient client, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var wanted = new HashSet<string>(ids, StringComparer.OrdinalIgnoreCase);
        await client.ListVmsAsync(
            new VmFilter { Ids = [.. ids] },
            vm =>
            {
                if (wanted.Contains(vm.Id))
                {
                    Write(vm);
                }
            },
            cancellationToken);
    }
}
