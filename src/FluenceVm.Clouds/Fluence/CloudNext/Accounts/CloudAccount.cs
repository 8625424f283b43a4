using FluenceVm.Clouds.Fluence.CloudNext.Requests;
using FluenceVm.Clouds.Fluence.CloudNext.Wire;
using FluenceVm.Clouds.Json;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.CloudNext.Accounts;

/// <summary>The account of the key: <c>/v3/account</c>.</summary>
internal static class CloudAccount
{
    /// <summary>The account's id and permissions; null if the key may not read them.</summary>
    public static async Task<AccountWire?> FindAsync(CloudRequests requests, CancellationToken cancellationToken)
    {
        try
        {
            return await requests.ReadAsync("v3/account", NextJson.Default.AccountWire, cancellationToken);
        }
        catch (FluenceApiException exception) when (exception.Status == 403)
        {
            return null;
        }
    }
}
