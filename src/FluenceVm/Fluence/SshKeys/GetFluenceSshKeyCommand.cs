using System.Management.Automation;
using FluenceVm.Engine;
using FluenceVm.Fluence;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Lists the registered SSH keys.</summary>
[Cmdlet(VerbsCommon.Get, "FluenceSshKey")]
[OutputType(typeof(SshKey))]
public sealed class GetFluenceSshKeyCommand : FluenceCmdlet
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SshKeyCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var names = new NameFilter(Name);
        var client = await OpenAsync(cancellationToken);
        foreach (var key in await client.ListSshKeysAsync(cancellationToken))
        {
            if (names.Matches(key.Name))
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
