using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud.Vms;

/// <summary>Tokens for the consoles of VMs: <c>/v3/vms/{id}/vm-api-access-token</c>.</summary>
internal sealed class CloudAccessTokens(CloudRequests requests)
{
    public async Task<VmAccessToken> GetAsync(string vmId, CancellationToken cancellationToken)
    {
        // It changes nothing, and one more token does no harm.
        var question = Change.Post(CloudVms.PathOf(vmId) + "/vm-api-access-token") with { ReadsOnly = true };
        var wire = await requests.SendAsync(question, CloudJson.Default.AccessTokenWire, cancellationToken);
        return new VmAccessToken
        {
            VmId = vmId,
            Gateway = wire.VmApiDomain,
            WorkspaceId = wire.WorkspaceId,
            ExpiresAt = wire.ExpiresAt.Value,
            Token = wire.Token
                ?? throw new InvalidResponseException(Text.Of(nameof(Messages.ResponseWithoutToken)), "POST", "/" + question.Path),
        };
    }
}
