using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Ssh;
using FluenceVm.Engine;
using FluenceVm.Fluence;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Cmdlets;

/// <summary>Registers a public SSH key; one that is known already comes back as it is.</summary>
[Cmdlet(VerbsCommon.Add, "FluenceSshKey", SupportsShouldProcess = true)]
[OutputType(typeof(SshKey))]
public sealed class AddFluenceSshKeyCommand : FluenceCmdlet
{
    /// <summary>The key's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>The public key's text, or the path of a <c>.pub</c> file. A private key is refused before anything is sent.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Path")]
    [ValidateNotNullOrEmpty]
    public string PublicKey { get; set; } = string.Empty;

    private protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        ForItemAsync(Name, () => AddAsync(cancellationToken));

    private async Task AddAsync(CancellationToken cancellationToken)
    {
        var key = await AskAsync(() => SshPublicKey.Parse(TextOrFile.PublicKey(PublicKey, SessionState)));
        var client = await OpenAsync(cancellationToken);
        await CheckNameAsync(client, key.Fingerprint, cancellationToken);
        if (!await ConfirmAsync(Prompt.Of(
            nameof(Messages.AddSshKeyCaption),
            nameof(Messages.AddSshKeyQuery),
            nameof(Messages.AddSshKeyDescription),
            Name,
            key.Fingerprint)))
        {
            return;
        }
        var registration = await RegisterAsync(client, key.Text, cancellationToken);
        if (registration.WasKnown)
        {
            Report(Text.Of(nameof(Messages.SshKeyWasKnown), registration.Key));
        }
        Write(registration.Key);
    }

    private async Task CheckNameAsync(IFluenceClient client, string fingerprint, CancellationToken cancellationToken)
    {
        try
        {
            var others = (await client.ListSshKeysAsync(cancellationToken)).Where(key => key.Name == Name).ToArray();
            if (others.Length > 0 && others.All(key => key.Fingerprint != fingerprint))
            {
                throw CmdletException.SshKeyExists(Name);
            }
        }
        catch (FluenceApiException refusal) when (refusal.Status == 403)
        {
            // A key that may add but not list learns it from the response.
        }
    }

    private async Task<SshKeyRegistration> RegisterAsync(IFluenceClient client, string publicKey, CancellationToken cancellationToken)
    {
        try
        {
            return await client.AddSshKeyAsync(Name, publicKey, cancellationToken);
        }
        catch (FluenceApiException refusal) when (refusal.Status == 409)
        {
            throw CmdletException.SshKeyExists(Name);
        }
    }
}
