using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Waiting;
using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Networks;

/// <summary>Security groups: <c>/v3/security-groups</c>.</summary>
internal sealed class CloudSecurityGroups(CloudRequests requests, CloudPages pages)
{
    public const string Path = "v3/security-groups";
    public const string Ready = "ready";

    public Task<IReadOnlyList<SecurityGroupWire>> ListAsync(CancellationToken cancellationToken) =>
        pages.ListAsync(new Query(Path), CloudJson.Default.SecurityGroupPage, group => group.Id, cancellationToken);

    /// <summary>These groups, as many as are there.</summary>
    public Task<IReadOnlyList<SecurityGroupWire>> FindAsync(IEnumerable<string> ids, CancellationToken cancellationToken) =>
        pages.FindAsync(Path, ids, CloudJson.Default.SecurityGroupPage, group => group.Id, cancellationToken);

    public static CreateSecurityGroupWire NewGroup(string vpcId, string name, IEnumerable<VmPort> ports) =>
        new() { VpcId = vpcId, Name = name, IngressRules = PortRules.From(ports) };

    /// <summary>Makes a group; its key makes sure that there is one of it.</summary>
    public async Task<string> CreateAsync(CreateSecurityGroupWire body, string idempotencyKey, CancellationToken cancellationToken)
    {
        var change = Change.Post(Path, body, CloudJson.Default.CreateSecurityGroupWire) with { IdempotencyKey = idempotencyKey };
        var made = await requests.SendAsync(change, CloudJson.Default.SecurityGroupWire, cancellationToken);
        if (made.Id is not { Length: > 0 } id)
        {
            throw new InvalidResponseException(Messages.ResponseWithoutGroup, change.Method.Method, "/" + Path);
        }
        return id;
    }

    /// <summary>Lets a group open exactly these ports, at once for everything that it filters.</summary>
    public Task ChangeAsync(string id, IEnumerable<VmPort> ports, CancellationToken cancellationToken)
    {
        var body = new ChangeSecurityGroupWire { IngressRules = PortRules.Only(ports) };
        return requests.SendAsync(Change.Patch($"{Path}/{id}", body, CloudJson.Default.ChangeSecurityGroupWire), cancellationToken);
    }

    /// <summary>Waits until interfaces can have the group.</summary>
    /// <exception cref="InvalidOperationException">It failed, or is gone.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public async Task WaitUntilReadyAsync(string id, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(Guesses.LongestMaterializing, requests.Time, cancellationToken);
        while (true)
        {
            var group = (await FindAsync([id], cancellationToken)).FirstOrDefault();
            switch (group?.Status)
            {
                case Ready:
                    return;
                case null:
                    throw Fault.State(nameof(Messages.SecurityGroupGone), id);
                case "failed" or "removing" or "removed":
                    throw Fault.State(nameof(Messages.SecurityGroupFailed), group.Name, group.Status);
            }
            if (deadline.IsOver)
            {
                throw new TimeoutException(
                    Text.Of(nameof(Messages.SecurityGroupTimedOut), group.Name, Guesses.LongestMaterializing.TotalMinutes));
            }
            await deadline.DelayAsync(TimeSpan.FromSeconds(1));
        }
    }

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => requests.DeleteAsync($"{Path}/{id}", cancellationToken);
}
