using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud.Accounts;

/// <summary>The account of the key: <c>/v3/account</c>.</summary>
internal static class CloudAccount
{
    /// <summary>What the service says of itself and of the account; what the key may not read stays unknown.</summary>
    public static async Task<ServiceIntroduction> IntroduceAsync(CloudRequests requests, CancellationToken cancellationToken)
    {
        var unknowns = new Unknowns(requests);
        var status = unknowns.TryAsync(
            "status", () => requests.ReadAsync("v3/service/status", CloudJson.Default.ServiceStatusWire, cancellationToken));
        var account = await FindAsync(requests, cancellationToken);
        return new ServiceIntroduction
        {
            AccountId = account?.Id,
            Permissions = account?.Permissions,
            ServiceVersion = (await status)?.Version,
        };
    }

    /// <summary>The account; null if the key may not read it.</summary>
    public static async Task<AccountWire?> FindAsync(CloudRequests requests, CancellationToken cancellationToken)
    {
        try
        {
            return await requests.ReadAsync("v3/account", CloudJson.Default.AccountWire, cancellationToken);
        }
        catch (Exception exception) when (exception is FluenceApiException { Status: 403 or 404 } or InvalidResponseException)
        {
            return null;
        }
    }
}
