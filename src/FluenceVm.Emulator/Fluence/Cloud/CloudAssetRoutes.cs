using System.Text.Json;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>What the routes of disks and addresses have in common.</summary>
internal sealed class CloudAssetRoutes<T>(FluenceAccount account, string operation, string path, string parameter, string what)
    where T : CloudAsset
{
    private readonly string _one = $"{path}/{{{parameter}}}";

    /// <summary>Finds one by its id; null where there is none.</summary>
    public Func<Guid, T?> Find { get; init; } = _ => null;

    /// <summary>Writes one.</summary>
    public Action<Utf8JsonWriter, T, DateTimeOffset> Write { get; init; } = (_, _, _) => { };

    public CloudRoute List(Func<CloudCall, EmulatorResponse> list) => new(operation, "GET", path, list);

    public CloudRoute Get() => new(operation, "GET", _one, call => Written(Known(call.Id), call));

    /// <summary>Makes one of what the body says.</summary>
    public CloudRoute Create(Func<CloudCall, T> create) => new(operation, "POST", path, call => Written(create(call), call));

    /// <summary>Changes one as the body says.</summary>
    public CloudRoute Update(Action<T, CloudCall> update) => new(operation, "PATCH", _one, call =>
    {
        var asset = Known(call.Id);
        asset.Require("update", call.Now);
        update(asset, call);
        return Written(asset, call);
    });

    public CloudRoute DeleteOne() => new(operation, "DELETE", _one, call => Written(Delete([Known(call.Id)], call.Now)[0], call));

    /// <summary>Deletes all that the body names, or none.</summary>
    public CloudRoute DeleteMany() => new(operation, "POST", path + "/delete", call =>
    {
        var ids = CloudBody.RequiredIds(CloudBody.Read(call.Request, "ids"), "ids");
        return JsonResponse.Array(Delete([.. ids.Select(Known)], call.Now), (json, asset) => Write(json, asset, call.Now));
    });

    /// <summary>Whether one is what the parameters say that both lists have.</summary>
    public Func<T, bool> Filter(CloudQuery query, IReadOnlyList<string> statuses, DateTimeOffset now)
    {
        var ids = query.Ids("ids");
        var name = query.Text("name");
        var only = query.Words("status", statuses);
        var without = query.Words("excludeStatus", statuses);
        var isFree = query.Flag("excludeAttached");
        return asset => (ids.Count == 0 || ids.Contains(asset.IdOf(account.Seed)))
            && (name is null || LikePattern.Matches(name, asset.Name))
            && (only.Count == 0 || only.Contains(asset.StatusAt(now)))
            && (without.Count == 0 || !without.Contains(asset.StatusAt(now)))
            && !(isFree && asset.Vm is not null);
    }

    /// <summary>The page of a list: the account's own, oldest first, then those that come with VMs of other generations.</summary>
    public EmulatorResponse Page(CloudCall call, CloudQuery query, Func<EmulatedVm, T?> included, Func<T, bool> filter) => CloudPage.Answer(
        query,
        account.Assets.Roster.All.OfType<T>().Concat(account.Fleet.All.Where(vm => vm.Cloud is null).Select(included).OfType<T>()),
        filter,
        CloudPage.Sort<T>(query, asset => asset.Name, asset => asset.StatusAt(call.Now)),
        (json, asset) => Write(json, asset, call.Now));

    private IReadOnlyList<T> Delete(IReadOnlyList<T> assets, DateTimeOffset now)
    {
        foreach (var asset in assets)
        {
            asset.Require("delete", now);
        }
        foreach (var asset in assets)
        {
            account.Assets.Remove(asset, now);
        }
        return assets;
    }

    private T Known(Guid id) => Find(id) ?? throw CloudError.NotFound(what, id);

    private EmulatorResponse Written(T asset, CloudCall call) => JsonResponse.Write((Utf8JsonWriter json) => Write(json, asset, call.Now));
}
