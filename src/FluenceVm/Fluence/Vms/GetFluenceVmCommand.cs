using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Vms;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Lists the VMs of the account. Each is written as soon as it has arrived.</summary>
[Cmdlet(VerbsCommon.Get, "FluenceVm")]
[OutputType(typeof(Vm))]
public sealed class GetFluenceVmCommand : FluenceCmdlet
{
    private readonly List<Reference> _references = [];

    /// <summary>Names, ids or the beginnings of ids; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [Reference(typeof(Vm))]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(VmNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Ids, names or VMs; one that isn't there is an error, the others still come.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(VmIdCompleter))]
    [Reference(typeof(Vm), IdForm = Reference.VmId, Rows = true)]
    [ValidateNotNullOrEmpty]
    public Reference[] Id { get; set; } = [];

    /// <summary>Statuses; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(VmStatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    /// <summary>ISO country codes; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CountryCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Country { get; set; } = [];

    private protected override bool TryKeep()
    {
        _references.AddRange(Id);
        return true;
    }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        // An empty pipeline asks for nothing; without this it would ask for everything.
        if (MyInvocation.ExpectingInput && _references.Count == 0)
        {
            return;
        }
        var names = new VmNameFilter(Name);
        var ids = new ReferenceFilter(_references);
        var statuses = new NameFilter(Status);
        var countries = new NameFilter(Country);
        // Scripts ask for Active, whichever generation they meet.
        var active = Status.Any(status => status == VmStatus.Active);

        var client = await OpenAsync(cancellationToken);
        await client.ListVmsAsync(ServiceFilter(), Output, cancellationToken);

        foreach (var missing in ids.Unmet.Concat(names.Unmet))
        {
            WriteFailure(CmdletException.VmNotFound(missing), missing);
        }
        this.WarnOfUnknown(statuses, nameof(Status), VmStatus.Known);
        if (countries.UnmetLiterals.Count > 0)
        {
            this.WarnOfUnknown(countries, nameof(Country), await CountriesAsync(client, cancellationToken));
        }

        void Output(Vm vm)
        {
            // All are asked, so that a VM of the wrong country still counts as found.
            var isReferenced = ids.Matches(vm);
            var isNamed = names.Matches(vm);
            if (isReferenced && isNamed && (statuses.Matches(vm.Status) || (active && vm.IsRunning)) && countries.Matches(vm.Country))
            {
                Write(vm);
            }
        }
    }

    // Only to say what is known: the list itself needs no countries.
    private static async Task<IEnumerable<string>> CountriesAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ListCountriesAsync(cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return [];
        }
    }

    private VmFilter ServiceFilter() => new()
    {
        Ids = _references.Count > 0 && _references.All(reference => reference.IsVmId)
            ? [.. _references.Select(reference => reference.Text)]
            : [],
        Names = Name.Any(VmNameFilter.IsMoreThanName) ? [] : Name,
        Statuses = Status.All(VmStatus.IsKnown) ? Status : [],
    };
}
