using System.Management.Automation;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Removes registered SSH keys. VMs that were ordered with one keep it.</summary>
[Cmdlet(VerbsCommon.Remove, "FluenceSshKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SshKey))]
public sealed class RemoveFluenceSshKeyCommand : FluenceCmdlet
{
    private readonly List<Reference> _references = [];

    /// <summary>The keys: names or fingerprints (<c>SHA256:..</c>), or objects through the pipeline.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Fingerprint", "Id")]
    [ArgumentCompleter(typeof(SshKeyCompleter))]
    [Reference(typeof(SshKey), By = "Fingerprint", IdForm = Reference.Fingerprint, Rows = true)]
    [ValidateNotNullOrEmpty]
    public Reference[] Name { get; set; } = [];

    /// <summary>Writes each key that was removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool TryKeep()
    {
        _references.AddRange(Name);
        return true;
    }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_references.Count == 0)
        {
            return;
        }
        var client = await OpenAsync(cancellationToken);
        var keys = await client.ListSshKeysAsync(cancellationToken);
        var removed = new HashSet<SshKey>();
        foreach (var reference in _references)
        {
            var matches = keys.Where(key => IsMeant(key, reference.Text)).ToList();
            if (matches.Count != 1)
            {
                WriteFailure(matches.Count == 0
                    ? CmdletException.SshKeyNotFound(reference.Text)
                    : CmdletException.SshKeyAmbiguous(reference.Text, matches.Count), reference.Text);
            }
            else if (removed.Add(matches[0]))
            {
                await RemoveAsync(client, matches[0], cancellationToken);
            }
        }
    }

    // The case of a fingerprint counts, a name's doesn't.
    private static bool IsMeant(SshKey key, string text) =>
        key.Fingerprint == text || string.Equals(key.Name, text, StringComparison.OrdinalIgnoreCase);

    private async Task RemoveAsync(Clouds.Fluence.IFluenceClient client, SshKey key, CancellationToken cancellationToken)
    {
        if (!await ConfirmAsync(Prompt.Of(
            nameof(Messages.RemoveSshKeyCaption),
            nameof(Messages.RemoveSshKeyQuery),
            nameof(Messages.RemoveSshKeyDescription),
            key,
            key.Fingerprint)))
        {
            return;
        }
        if (await ForItemAsync(key, () => client.RemoveSshKeyAsync(key.Fingerprint, cancellationToken)) && PassThru)
        {
            Write(key);
        }
    }
}
