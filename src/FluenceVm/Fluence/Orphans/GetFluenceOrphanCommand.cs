using System.Management.Automation;
using FluenceVm.Engine;
using FluenceVm.Fluence;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>
/// Lists what no VM uses: disks and addresses, which are billed, and this module's own security groups and forgotten drafts, which
/// aren't.
/// </summary>
[Cmdlet(VerbsCommon.Get, "FluenceOrphan")]
[OutputType(typeof(Orphan))]
public sealed class GetFluenceOrphanCommand : FluenceCmdlet
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var names = new NameFilter(Name);
        var client = await OpenAsync(cancellationToken);
        await client.ListOrphansAsync(Output, cancellationToken);

        void Output(Orphan orphan)
        {
            if (names.Matches(orphan.Name))
            {
                Write(orphan);
            }
        }
    }
}
