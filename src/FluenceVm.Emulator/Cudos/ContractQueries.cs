using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Cudos;

/// <summary>The contract's queries. What isn't set is left out.</summary>
internal sealed class ContractQueries(CudosSetup setup, ComputeState state)
{
    private const string What = "compute::msg::QueryMsg";

    private static readonly DateTimeOffset Epoch = DateTimeOffset.FromUnixTimeSeconds(0);

    /// <summary>Answers a query.</summary>
    /// <param name="query">The query's JSON.</param>
    /// <param name="now">The block's time.</param>
    /// <exception cref="ContractRefusal">The contract refuses it, or what is asked for isn't there.</exception>
    public JsonNode Answer(JsonElement query, DateTimeOffset now)
    {
        var (variant, arguments) = Fields.Variant(
            query,
            What,
            "machine_type_list",
            "machine_type",
            "image_list",
            "image",
            "machine_list",
            "machine");
        switch (variant)
        {
            case "machine_type_list":
                Fields.Of(arguments, What);
                return List(setup.Types.Select(Type));
            case "image_list":
                Fields.Of(arguments, What);
                return List(setup.Images.Select(Image));
            case "machine_list":
                return Machines(Fields.Of(arguments, What, "owner", "provider"), now);
            default:
                var id = Fields.Of(arguments, What, "id").Text("id");
                return variant switch
                {
                    "machine_type" => setup.Types.Where(type => type.Id == id).Select(Type).FirstOrDefault()
                        ?? throw new ContractRefusal("machine type not found"),
                    "image" => setup.Images.Where(image => image.Id == id).Select(Image).FirstOrDefault()
                        ?? throw new ContractRefusal("image not found"),
                    _ => Machine(state.Find(id) ?? throw new ContractRefusal("machine not found"), now),
                };
        }
    }

    private JsonArray Machines(Fields filter, DateTimeOffset now)
    {
        var (owner, provider) = (filter.OptionalText("owner"), filter.OptionalText("provider"));
        return List(state.Machines
            .Where(machine => (owner is null || machine.Owner == owner) && (provider is null || machine.Provider?.Address == provider))
            .Select(machine => Machine(machine, now)));
    }

    private JsonObject Machine(ComputeMachine machine, DateTimeOffset now)
    {
        state.PayCycles(machine, now);
        var node = new JsonObject { ["id"] = machine.Id, ["state"] = machine.State };
        SetIfAny(node, "owner", machine.Owner);
        SetIfAny(node, "region", machine.Region);
        node["image_id"] = machine.ImageId;
        node["machine_type_id"] = machine.Type.Id;
        node["ssh_key"] = machine.SshKey;
        node["credit"] = Digits(machine.Credit);
        SetIfAny(node, "provider", machine.Provider?.Address);
        SetIfAny(node, "address", machine.Address);
        SetIfAny(node, "until", machine.Until is { } until ? Digits(Nanoseconds(until)) : null);
        SetIfAny(node, "reason", machine.Reason);
        return node;
    }

    private static JsonObject Type(EmulatedMachineType type)
    {
        var node = new JsonObject
        {
            ["id"] = type.Id,
            ["cpu_count"] = type.CpuCount,
            ["gpu_count"] = type.GpuCount,
            ["memory_gb"] = type.MemoryGb,
            ["storage_gb"] = type.StorageGb,
            ["acudos_per_hour"] = Digits(type.AcudosPerHour),
            ["available"] = type.Available,
        };
        SetIfAny(node, "region", type.Region);
        return node;
    }

    private static JsonObject Image(EmulatedImage image) => new()
    {
        ["id"] = image.Id,
        ["name"] = image.Name,
        ["distro"] = image.Distro,
        ["size"] = image.Size,
    };

    private static JsonArray List(IEnumerable<JsonObject> items) => new(items.ToArray<JsonNode?>());

    private static void SetIfAny(JsonObject node, string name, string? value)
    {
        if (value is not null)
        {
            node[name] = value;
        }
    }

    private static BigInteger Nanoseconds(DateTimeOffset time) => (BigInteger)(time - Epoch).Ticks * 100;

    private static string Digits(BigInteger number) => number.ToString(CultureInfo.InvariantCulture);
}
