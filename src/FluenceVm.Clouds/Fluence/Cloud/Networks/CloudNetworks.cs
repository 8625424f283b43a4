using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Vms;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud.Networks;

/// <summary>VPCs and subnets: <c>/v3/vpcs</c> and <c>/v3/subnets</c>.</summary>
internal sealed class CloudNetworks(CloudRequests requests, CloudPages pages, CloudSecurityGroups groups, CloudVms vms) : INetworks
{
    private const string Vpcs = "v3/vpcs";
    private const string Subnets = CloudSubnets.Path;
    private const string Removed = "removed";

    public async Task ListVpcsAsync(Action<Vpc> output, CancellationToken cancellationToken)
    {
        await foreach (var page in pages.ReadAsync(new Query(Vpcs), CloudJson.Default.VpcPage, vpc => vpc.Id, cancellationToken))
        {
            foreach (var vpc in page.Where(vpc => vpc.Status != Removed))
            {
                output(ToModel(vpc));
            }
        }
    }

    public async Task<Vpc> CreateVpcAsync(string cluster, string name, CancellationToken cancellationToken)
    {
        // It is free, so the key only has to make one repetition harmless.
        var body = new CreateVpcWire { ClusterId = cluster, Name = name };
        var change = Change.Post(Vpcs, body, CloudJson.Default.CreateVpcWire) with { IdempotencyKey = $"fluencevm-{Guid.NewGuid():N}" };
        return ToModel(await requests.SendAsync(change, CloudJson.Default.VpcWire, cancellationToken));
    }

    public async Task<Vpc> RenameVpcAsync(string id, string name, CancellationToken cancellationToken)
    {
        var change = Change.Patch($"{Vpcs}/{id}", new RenameWire { Name = name }, CloudJson.Default.RenameWire);
        return ToModel(await requests.SendAsync(change, CloudJson.Default.VpcWire, cancellationToken));
    }

    public async Task CheckVpcRemovalAsync(string id, CancellationToken cancellationToken)
    {
        var children = await ChildrenAsync(id, cancellationToken);
        if (children.Length > 0)
        {
            throw Fault.State(nameof(Messages.VpcHasChildren), id, string.Join(", ", children));
        }
    }

    public async Task RemoveVpcAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await requests.DeleteAsync($"{Vpcs}/{id}", cancellationToken);
        }
        catch (FluenceApiException refusal) when (refusal.Status == 409)
        {
            await CheckVpcRemovalAsync(id, cancellationToken);
            throw;
        }
    }

    public async Task ListSubnetsAsync(Action<Subnet> output, CancellationToken cancellationToken)
    {
        var query = new Query(Subnets);
        await foreach (var page in pages.ReadAsync(query, CloudJson.Default.SubnetPage, subnet => subnet.Id, cancellationToken))
        {
            foreach (var subnet in page.Where(subnet => subnet.Status != Removed))
            {
                output(ToModel(subnet));
            }
        }
    }

    public async Task<Subnet> CreateSubnetAsync(SubnetOrder order, CancellationToken cancellationToken)
    {
        var body = new CreateSubnetWire { Name = order.Name, Ipv4Cidr = order.Cidr, Ipv6Cidr = order.Cidr6, Egress = order.Egress };
        var change = Change.Post($"{Vpcs}/{order.Vpc}/subnets", body, CloudJson.Default.CreateSubnetWire);
        return ToModel(await requests.SendAsync(change, CloudJson.Default.SubnetWire, cancellationToken));
    }

    public async Task<Subnet> ChangeSubnetAsync(string id, string? name, bool? egress, CancellationToken cancellationToken)
    {
        var body = new ChangeSubnetWire { Name = name, Egress = egress };
        var change = Change.Patch($"{Subnets}/{id}", body, CloudJson.Default.ChangeSubnetWire);
        return ToModel(await requests.SendAsync(change, CloudJson.Default.SubnetWire, cancellationToken));
    }

    public Task MakeDefaultAsync(string id, CancellationToken cancellationToken) =>
        requests.SendAsync(Change.Post($"{Subnets}/{id}/default"), cancellationToken);

    public async Task CheckSubnetRemovalAsync(Subnet subnet, CancellationToken cancellationToken)
    {
        var inside = await VmsInAsync(subnet, cancellationToken);
        if (inside.Count > 0)
        {
            throw Fault.State(nameof(Messages.SubnetInUse), subnet.Id, string.Join(", ", inside));
        }
    }

    public Task RemoveSubnetAsync(string id, CancellationToken cancellationToken) =>
        requests.DeleteAsync($"{Subnets}/{id}", cancellationToken);

    // The service says that there are some, but not which; only the interfaces of the cluster's VMs tell.
    private async Task<List<string>> VmsInAsync(Subnet subnet, CancellationToken cancellationToken)
    {
        var inside = new List<string>();
        await foreach (var page in vms.ReadAsync(VmFilter.All, cancellationToken))
        {
            foreach (var vm in page.Where(vm => subnet.Cluster is null || CloudIds.Same(vm.ClusterId, subnet.Cluster)))
            {
                var interfaces = await vms.ListInterfacesAsync(vm.Id!, cancellationToken);
                if (interfaces.Any(each => CloudIds.Same(each.SubnetId, subnet.Id)))
                {
                    inside.Add(Shown.Named(vm.Name, vm.Id!));
                }
            }
        }
        return inside;
    }

    private async Task<string[]> ChildrenAsync(string vpcId, CancellationToken cancellationToken)
    {
        var subnets = await pages.ListAsync(new Query(Subnets), CloudJson.Default.SubnetPage, subnet => subnet.Id, cancellationToken);
        var firewalls = await groups.ListAsync(cancellationToken);
        return
        [
            .. subnets.Where(each => CloudIds.Same(each.VpcId, vpcId) && each.Status != Removed)
                .Select(each => $"{Messages.KindSubnet} {Shown.Named(each.Name, each.Id!)}"),
            .. firewalls.Where(each => CloudIds.Same(each.VpcId, vpcId) && each.Status != Removed)
                .Select(each => $"{Messages.KindSecurityGroup} {Shown.Named(each.Name, each.Id!)}"),
        ];
    }

    private static Vpc ToModel(VpcWire vpc) => new()
    {
        Id = vpc.Id ?? string.Empty,
        Name = vpc.Name,
        Status = vpc.Status ?? string.Empty,
        Cluster = vpc.ClusterId,
        CreatedAt = vpc.CreatedAt.Value,
    };

    private static Subnet ToModel(SubnetWire subnet) => new()
    {
        Id = subnet.Id ?? string.Empty,
        Name = subnet.Name,
        Status = subnet.Status ?? string.Empty,
        VpcId = subnet.VpcId,
        Cluster = subnet.ClusterId,
        Cidr = subnet.Ipv4Cidr,
        Cidr6 = subnet.Ipv6Cidr,
        Egress = subnet.Egress,
        IsDefault = subnet.IsDefault == true,
    };
}
