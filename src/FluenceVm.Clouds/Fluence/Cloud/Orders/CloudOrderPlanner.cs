using FluenceVm.Clouds.Fluence.Cloud.Accounts;
using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Networks;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Orders;

/// <summary>
/// Finds out what an order means: the cheapest size and cluster that meet it and have room, its image, its keys, its network.
/// Only reads.
/// </summary>
internal sealed class CloudOrderPlanner(
    CloudRequests requests, CloudPages pages, CloudMarket market, CloudCatalogue catalogue, CloudSshKeys sshKeys, CloudSubnets subnets)
{
    public async Task<CloudPlan> PlanAsync(VmOrder order, CancellationToken cancellationToken)
    {
        CloudOrderRules.Check(order);
        var source = ImageAsync(order.Image, cancellationToken);
        var keys = sshKeys.LoadAsync(order.SshKeys, cancellationToken);
        var networks = FindNetworkAsync(order, cancellationToken);
        var places = market.FindAsync(order.Constraints, order.DiskSizesGB, order.Spread ? 1 : order.Count, cancellationToken);
        await Task.WhenAll(source, keys, networks, places);

        var network = await networks;
        var allowed = await AllowedAsync(order, [.. (await places).Where(place => network.Allows(place.ClusterId))], cancellationToken);
        var known = await keys;
        var template = new CloudPlanWire
        {
            Attempt = Guid.NewGuid().ToString("N").Substring(0, 8),
            Source = await source,
            SshKeyIds = [.. order.SshKeys.Select(known.IdOf).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)],
            DataDisksGB = order.DiskSizesGB,
            NewPublicIp = order.Constraints.PublicIp,
            PublicIpId = network.PublicIpId,
            SecurityGroupId = network.GroupId,
            Ports = OpenPorts(order),
            Names = order.Names,
        };
        var pricing = new PlacePricing(requests, order, template, network);
        IReadOnlyList<CloudPlaceWire> chosen = order.Spread
            ? await new PlaceSpread(order, pricing).PlaceAsync(allowed, cancellationToken)
            : [await pricing.PriceAsync(allowed, cancellationToken) with { Count = order.Count }];
        return new CloudPlan(
            template with { Places = chosen },
            [.. order.SshKeys.Where(key => known.IdOf(key) is null).Distinct(StringComparer.Ordinal)]);
    }

    // 22/tcp is open by default in the other generations, and nobody could log in without it.
    private static string[] OpenPorts(VmOrder order) =>
        order.OpenPorts.Count == 0 ? [] : [.. order.OpenPorts.Prepend(VmPort.Ssh).Distinct().Select(port => port.ToString())];

    private async Task<Placement[]> AllowedAsync(
        VmOrder order, IReadOnlyList<Placement> places, CancellationToken cancellationToken)
    {
        if (places.Count == 0)
        {
            await CheckConfigurationAsync(order.Constraints.Configuration, cancellationToken);
            throw Fault.Argument(nameof(Messages.PlaceNotFound));
        }
        var limit = order.Constraints.MaxTotalPricePerEpoch ?? decimal.MaxValue;
        Placement[] allowed = [.. places.Where(place => place.PricePerEpoch <= limit)];
        if (allowed.Length == 0)
        {
            throw Fault.Argument(nameof(Messages.PlaceAboveLimit), places[0].PricePerEpoch, limit);
        }
        return allowed;
    }

    private async Task CheckConfigurationAsync(string? wanted, CancellationToken cancellationToken)
    {
        var sizes = await catalogue.ListSizesAsync(cancellationToken);
        if (wanted is not null && sizes.Count > 0 && !sizes.Any(size => size.IsCalled(wanted)))
        {
            throw Fault.Argument(nameof(Messages.ConfigurationUnknown), wanted, sizes[0].Slug);
        }
    }

    private async Task<SourceWire> ImageAsync(string image, CancellationToken cancellationToken)
    {
        if (image.IndexOf("://", StringComparison.Ordinal) >= 0)
        {
            VmRules.CheckImageUrl(image);
            return Guesses.HttpImage(image);
        }
        return new SourceWire
        {
            Type = "catalog",
            ImageId = ImageResolver.Find(await catalogue.ListImagesAsync(cancellationToken), image).Id,
        };
    }

    private async Task<OrderNetwork> FindNetworkAsync(VmOrder order, CancellationToken cancellationToken)
    {
        var usable = subnets.ListUsableAsync(cancellationToken);
        var group = order.SecurityGroup is null ? null : await FindAsync(
            CloudSecurityGroups.Path,
            CloudJson.Default.SecurityGroupPage,
            order.SecurityGroup,
            each => (each.Id, each.Name));
        var address = order.ExistingPublicIp is null
            ? null
            : await FindAsync(CloudAddresses.Path, CloudJson.Default.PublicIpPage, order.ExistingPublicIp, each => (each.Id, each.Name));
        var subnet = order.Subnet is null ? null : Named((await usable), order.Subnet, each => (each.Id, each.Name));
        return new OrderNetwork(await usable, subnet, group, address);

        async Task<T> FindAsync<T>(
            string path,
            System.Text.Json.Serialization.Metadata.JsonTypeInfo<PageWire<T>> type,
            string text,
            Func<T, (string? Id, string? Name)> read)
            where T : class
        {
            var query = CloudIds.IsId(text) ? new Query(path).AddList("ids", [text]) : new Query(path).Add("name", text);
            return Named(await pages.ListAsync(query, type, each => read(each).Id, cancellationToken), text, read);
        }
    }

    private static T Named<T>(IReadOnlyList<T> things, string text, Func<T, (string? Id, string? Name)> read)
    {
        T[] found = [.. things.Where(each => CloudIds.Same(read(each).Id, text))];
        found = found.Length > 0 ? found : [.. things.Where(each => CloudIds.Same(read(each).Name, text))];
        if (found.Length != 1)
        {
            throw Fault.Argument(nameof(Messages.CloudThingNotOne), text, found.Length);
        }
        return found[0];
    }
}
