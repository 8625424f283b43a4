using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.ApiKeys;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Removes API keys, which open nothing from then on (generation <c>Cloud</c>).</summary>
[Cmdlet(VerbsCommon.Remove, "FluenceApiKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(FluenceApiKey))]
public sealed class RemoveFluenceApiKeyCommand : ChangePartCmdlet<FluenceApiKey>
{
    private KeyInUse? _own;

    /// <summary>The API keys: ids, names or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ApiKeyCompleter))]
    [Reference(typeof(FluenceApiKey), IdForm = Reference.Uuid, Rows = true)]
    [ValidateNotNullOrEmpty]
    public override Reference[] Id { get; set; } = [];

    /// <summary>Removes the key that this session uses, too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override PartFinder<FluenceApiKey> Finder => ApiKeyFinder.ApiKeys;

    private protected override async Task<IReadOnlyList<FluenceApiKey>> FindAsync(
        IFluenceClient client, IReadOnlyList<Reference> references, CancellationToken cancellationToken)
    {
        var all = await Finder.ListAsync(client, cancellationToken);
        var session = await SessionAsync();
        var own = _own = new KeyInUse(all, session.HasKey, session.Now);
        var found = Finder.Find(references, all, WriteFailure);
        // Without its own key the session can't remove another one.
        return [.. found.OrderBy(key => own.Is(key) switch { false => 0, null => 1, true => 2 })];
    }

    private protected override async Task ChangeAsync(IFluenceClient client, FluenceApiKey part, CancellationToken cancellationToken)
    {
        var isOwn = _own!.Is(part);
        if (isOwn == true && !Force)
        {
            throw CmdletException.Of(nameof(Messages.ApiKeyInUse), ErrorCategory.ResourceBusy, part, part);
        }
        var prompt = Prompt.Of(
            nameof(Messages.RemoveApiKeyCaption),
            nameof(Messages.RemoveApiKeyQuery),
            nameof(Messages.RemoveApiKeyDescription),
            part,
            isOwn switch { false => string.Empty, null => Messages.ApiKeyMayBeOwn, true => Messages.ApiKeyIsOwn });
        if (!await ConfirmAsync(prompt))
        {
            return;
        }
        await client.ApiKeys.RemoveAsync(part.Id, cancellationToken);
        if (isOwn == true)
        {
            Warn(Text.Of(nameof(Messages.ApiKeyWasOwn), part));
        }
        await PassAsync(client, part, cancellationToken);
    }
}
