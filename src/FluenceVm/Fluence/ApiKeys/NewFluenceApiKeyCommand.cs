using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Journal;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.ApiKeys;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Makes an API key, whose value is given once, as a secure string (generation <c>Cloud</c>).</summary>
[Cmdlet(VerbsCommon.New, "FluenceApiKey", SupportsShouldProcess = true)]
[OutputType(typeof(FluenceApiKey))]
public sealed class NewFluenceApiKeyCommand : NewPartCmdlet
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    /// <summary>What it allows, of what the account may do: <c>vms:read</c>, or with wildcards <c>*:read</c>.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Permissions", "Scope", "Scopes")]
    [ArgumentCompleter(typeof(PermissionCompleter))]
    [Words]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Permission { get; set; } = [];

    /// <summary>For how long it opens anything, for example <c>90d</c>. That can't be changed later.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ValidityCompleter))]
    [Duration]
    public TimeSpan ValidFor { get; set; }

    private protected override void Check()
    {
        base.Check();
        if (ValidFor <= TimeSpan.Zero || ValidFor > Longest)
        {
            throw CmdletException.Of(nameof(Messages.ApiKeyValidity), ErrorCategory.InvalidArgument, Name, Name, Longest.TotalDays);
        }
    }

    private protected override async Task CreateAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var keys = client.ApiKeys;
        var permissions = PermissionChoice.Of(Permission, await keys.ListPermissionsAsync(cancellationToken));
        var end = (await SessionAsync()).Now + ValidFor;
        var prompt = Prompt.Of(
            nameof(Messages.NewApiKeyCaption),
            nameof(Messages.NewApiKeyQuery),
            nameof(Messages.NewApiKeyDescription),
            Name,
            ItemList.Of(permissions),
            end.UtcDateTime);
        if (!await ConfirmAsync(prompt))
        {
            return;
        }
        var key = await SendAsync(() => keys.CreateAsync(Name, permissions, end, cancellationToken));
        if (!await DeliverAsync(key))
        {
            NoteIfStopped(Text.Of(nameof(Messages.ApiKeyLost), key, key.Id));
        }
    }

    // Sent once. If its response is lost, so is the key, and only a person can tell whether a key of this name is that one.
    private async Task<FluenceApiKey> SendAsync(Func<Task<FluenceApiKey>> create)
    {
        try
        {
            return await create();
        }
        catch (OperationCanceledException)
        {
            NoteIfStopped(Text.Of(nameof(Messages.ApiKeyUnknown), Name, string.Empty));
            throw;
        }
        catch (Exception failure) when (Certainty.IsTrouble(failure) && !Certainty.IsRefusal(failure))
        {
            throw CmdletException.Of(nameof(Messages.ApiKeyUnknown), ErrorCategory.OperationTimeout, Name, Name, failure.Message);
        }
    }
}
