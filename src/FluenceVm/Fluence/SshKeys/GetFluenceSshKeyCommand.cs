using System.Management.Automation;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Lists the registered SSH keys.</summary>
[Cmdlet(VerbsCommon.Get, "FluenceSshKey")]
[OutputType(typeof(SshKey))]
public sealed class GetFluenceSshKeyCommand : FluenceCmdlet
{
    private readonly List<string> _names = [];

    /// <summary>Names or fingerprints (<c>SHA256:..</c>); wildcards are allowed. Or objects through the pipeline.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Fingerprint", "Id")]
    [Reference(typeof(SshKey), By = "Fingerprint", IdForm = Reference.Fingerprint, Rows = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SshKeyCompleter))]
    [ValidateNotNullOrEmpty]
    public Reference[] Name { get; set; } = [];

    private protected override bool TryKeep()
    {
        _names.AddRange(Name.Select(reference => reference.Text));
        return true;
    }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        // An empty pipeline asks for nothing; without this it would ask for everything.
        if (MyInvocation.ExpectingInput && _names.Count == 0)
        {
            return;
        }
        var names = new NameFilter(_names);
        var client = await OpenAsync(cancellationToken);
        foreach (var key in await client.ListSshKeysAsync(cancellationToken))
        {
            if (names.MatchesAny(key.Name, key.Fingerprint))
            {
                Write(key);
            }
        }
        foreach (var missing in names.UnmetLiterals)
        {
            WriteFailure(CmdletException.SshKeyNotFound(missing), missing);
        }
    }
}
