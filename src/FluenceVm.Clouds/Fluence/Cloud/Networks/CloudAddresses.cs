using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;

namespace FluenceVm.Clouds.Fluence.Cloud.Networks;

/// <summary>Public addresses: <c>/v3/public-ips</c>.</summary>
internal sealed class CloudAddresses(CloudRequests requests, CloudPages pages)
{
    public const string Path = "v3/public-ips";

    public Task<IReadOnlyList<PublicIpWire>> FindAsync(IEnumerable<string> ids, CancellationToken cancellationToken) =>
        pages.FindAsync(Path, ids, CloudJson.Default.PublicIpPage, address => address.Id, cancellationToken);

    public Task RenameAsync(string id, string name, CancellationToken cancellationToken) =>
        requests.SendAsync(Change.Patch($"{Path}/{id}", new RenameWire { Name = name }, CloudJson.Default.RenameWire), cancellationToken);

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => requests.DeleteAsync($"{Path}/{id}", cancellationToken);
}
