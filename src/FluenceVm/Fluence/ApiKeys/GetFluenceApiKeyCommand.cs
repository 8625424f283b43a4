using System.Management.Automation;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.ApiKeys;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Lists the API keys of the account, with what they allow and until when (generation <c>Cloud</c>).</summary>
[Cmdlet(VerbsCommon.Get, "FluenceApiKey")]
[OutputType(typeof(FluenceApiKey))]
public sealed class GetFluenceApiKeyCommand : GetPartCmdlet<FluenceApiKey>
{
    /// <summary>Names, ids or objects; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ApiKeyCompleter))]
    [Reference(typeof(FluenceApiKey), IdForm = Reference.Uuid, Rows = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override Reference[] Id { get; set; } = [];

    private protected override PartFinder<FluenceApiKey> Finder => ApiKeyFinder.ApiKeys;
}
