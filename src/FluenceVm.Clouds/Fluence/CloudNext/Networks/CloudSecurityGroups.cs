using FluenceVm.Clouds.Fluence.CloudNext.Requests;
using FluenceVm.Clouds.Fluence.CloudNext.Wire;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.CloudNext.Networks;

/// <summary>Security groups: <c>/v3/security-groups</c>.</summary>
internal sealed class CloudSecurityGroups(CloudRequests requests, CloudPages pages)
{
    public const string Path = "v3/security-groups";
    public const string Ready = "ready";

    /// <summary>The open ports of every VM.</summary>
    public async Task<PortMap> MapPortsAsync(CancellationToken cancellationToken)
    {
        var map = new PortMap();
        await foreach (var page in pages.ReadAsync(
            new Query(Path),
            NextJson.Default.SecurityGroupPage,
            group => group.Id,
            cancellationToken))
        {
            foreach (var group in page.Where(group => group.Status != "removed"))
            {
                map.Add(group);
            }
        }
        return map;
    }

    public Task<IReadOnlyList<SecurityGroupWire>> ListAsync(CancellationToken cancellationToken) =>
        pages.ListAsync(new Query(Path), NextJson.Default.SecurityGroupPage, group => group.Id, cancellationToken);

    /// <summary>These groups, as many as are there.</summary>
    public Task<IReadOnlyList<SecurityGroupWire>> FindAsync(IEnumerable<string> ids, CancellationToken cancellationToken) =>
        pages.FindAsync(Path, ids, NextJson.Default.SecurityGroupPage, group => group.Id, cancellationToken);

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => requests.DeleteAsync($"{Path}/{id}", cancellationToken);
}
