using System.Globalization;
using System.Text.Json;

namespace FluenceVm.Emulator.Fluence.Market;

/// <summary>Writes VMs in the shapes of both generations (docs/services/fluence-market.md, "VMs").</summary>
internal static class VmWriter
{
    private const int MiBPerGiB = 1024;

    /// <summary>The shape of <c>GET /vms/v2</c>.</summary>
    public static void MarketV2(Utf8JsonWriter json, EmulatedVm vm)
    {
        json.WriteStartObject();
        json.WriteString("id", vm.Id);
        json.WriteString("vmName", vm.Name);
        json.WriteString("status", vm.State.ToString().ToUpperInvariant());
        json.WriteNumber("pricePerEpoch", vm.Price);
        Resources(json, vm, (name, gib) => json.WriteNumber("quantity", gib * MiBPerGiB));
        json.WriteEndObject();
    }

    /// <summary>The shape of <c>GET /vms/v3</c>.</summary>
    public static void MarketV3(Utf8JsonWriter json, EmulatedVm vm)
    {
        json.WriteStartObject();
        json.WriteString("id", vm.Id);
        json.WriteString("vmName", vm.Name);
        json.WriteString("status", vm.State.ToString());
        json.WriteString("pricePerEpoch", Usdc.Format(vm.Price));
        Resources(json, vm, (name, gib) =>
        {
            json.WriteNumber("supply", gib);
            json.WriteString("units", "GiB");
        });
        json.WriteString("createdAt", Time(vm.CreatedAt));
        if (vm.NextBillingAt is { } billing)
        {
            json.WriteString("nextBillingAt", Time(billing));
        }
        else
        {
            json.WriteNull("nextBillingAt");
        }
        json.WriteString("statusChangedAt", Time(vm.StateChangedAt));
        json.WriteString("osImage", vm.OsImage);
        if (vm.State == VmState.Terminated)
        {
            json.WriteNull("datacenter");
        }
        else
        {
            json.WritePropertyName("datacenter");
            Datacenter(json, vm.Offer.Datacenter);
        }
        json.WriteString("publicIp", vm.Address);
        json.WriteStartArray("ports");
        foreach (var port in vm.Ports)
        {
            json.WriteStartObject();
            json.WriteNumber("port", port.Port);
            json.WriteString("protocol", port.Protocol);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("reservedBalance", Usdc.Format(vm.Reserve));
        json.WriteString("totalSpent", Usdc.Format(vm.Spent));
        json.WriteEndObject();
    }

    /// <summary>The shape of <c>GET /vms/v3/status</c>; the address is left out until there is one.</summary>
    public static void Status(Utf8JsonWriter json, EmulatedVm vm)
    {
        json.WriteStartObject();
        json.WriteString("id", vm.Id);
        json.WriteString("status", vm.State.ToString());
        json.WriteString("statusChangedAt", Time(vm.StateChangedAt));
        if (vm.Address is { } address)
        {
            json.WriteString("publicIp", address);
        }
        json.WriteEndObject();
    }

    public static void Datacenter(Utf8JsonWriter json, Datacenter datacenter)
    {
        json.WriteStartObject();
        json.WriteString("id", datacenter.Id);
        json.WriteString("countryCode", datacenter.CountryCode);
        json.WriteString("cityCode", datacenter.CityCode);
        json.WriteNumber("cityIndex", datacenter.CityIndex);
        json.WriteNumber("tier", datacenter.Tier);
        json.WriteStartArray("certifications");
        foreach (var certification in datacenter.Certifications)
        {
            json.WriteStringValue(certification);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>ISO 8601 in UTC.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    private static void Resources(Utf8JsonWriter json, EmulatedVm vm, Action<string, long> amount)
    {
        json.WriteStartArray("resources");
        foreach (var resource in OfferResource.Of(vm.Offer))
        {
            json.WriteStartObject();
            json.WriteString("type", resource.Type);
            if (resource.IsSize)
            {
                amount(resource.Type, resource.Type == "STORAGE" ? vm.StorageGiB : resource.Quantity);
            }
            else
            {
                json.WriteNumber("quantity", resource.Quantity);
            }
            resource.WriteDetails(json);
            resource.WriteMetadata(json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
