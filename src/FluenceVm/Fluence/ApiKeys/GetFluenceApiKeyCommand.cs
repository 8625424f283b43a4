using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
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
    public Reference[] Id { get; set; } = [];

    private protected override IEnumerable<Reference> Named => Id;

    private protected override Task ListAsync(IFluenceClient client, Action<FluenceApiKey> output, CancellationToken cancellationToken) =>
        client.ApiKeys.ListAsync(output, cancellationToken);

    private protected override CmdletException NotFound(string text) => ApiKeyFinder.ApiKeys.NotFound(text);
}
