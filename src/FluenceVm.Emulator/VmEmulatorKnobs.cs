using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Fluence;
using FluenceVm.Emulator.Fluence.Cloud.Offers;

namespace FluenceVm.Emulator;

/// <summary>Sets of an emulated Fluence what a client of it can't set.</summary>
public static class VmEmulatorKnobs
{
    private static readonly HttpMethod Put = new("PUT");

    /// <summary>Makes another API key of the account, which may do less than the first one.</summary>
    /// <param name="emulator">The emulator.</param>
    /// <param name="scopes">What it may do, for example <c>vms:read</c>; nothing if there are none.</param>
    /// <returns>The key.</returns>
    /// <exception cref="InvalidOperationException">There is no such scope.</exception>
    public static string AddApiKey(this VmEmulator emulator, params string[] scopes)
    {
        var end = (emulator ?? throw new ArgumentNullException(nameof(emulator))).Now.AddYears(1);
        var body = new JsonObject
        {
            ["name"] = "added",
            ["scopes"] = new JsonArray([.. scopes.Select(scope => (JsonNode)scope)]),
            ["expiresAt"] = end.ToString("O", CultureInfo.InvariantCulture),
        };
        return (string)Send(emulator, HttpMethod.Post, "v3/api-keys", body)!["value"]!;
    }

    /// <summary>Lets there be more of everything that can be bought.</summary>
    /// <param name="emulator">The emulator.</param>
    /// <param name="factor">How many times the usual amount; never less than before.</param>
    /// <exception cref="InvalidOperationException">It would be less.</exception>
    public static void SetCapacity(this VmEmulator emulator, int factor) =>
        Send(emulator, Put, "emulator/fluence/capacity", new JsonObject { ["factor"] = factor });

    /// <summary>Limits what a datacenter has; what is left out is as usual again.</summary>
    /// <param name="emulator">The emulator.</param>
    /// <param name="country">The datacenter's country, for example <c>PL</c>.</param>
    /// <param name="hasVms">Whether VMs can be had.</param>
    /// <param name="diskGb">How much disk space there is in all, in GB.</param>
    /// <param name="publicIps">How many addresses there are in all.</param>
    /// <exception cref="InvalidOperationException">There is no datacenter, or a number is negative.</exception>
    public static void LimitCapacity(
        this VmEmulator emulator,
        string country,
        bool hasVms = true,
        long? diskGb = null,
        int? publicIps = null)
    {
        var place = Catalogue.Datacenters.FirstOrDefault(each => each.CountryCode == country)
            ?? throw new InvalidOperationException($"The emulator has no datacenter in {country}.");
        var body = new JsonObject { ["hasVms"] = hasVms };
        if (diskGb is not null)
        {
            body["diskGb"] = diskGb;
        }
        if (publicIps is not null)
        {
            body["publicIps"] = publicIps;
        }
        Send(emulator, Put, $"emulator/fluence/clusters/{CloudCatalogue.ClusterId(place):D}/capacity", body);
    }

    /// <summary>Parks a VPC: for a while everything with it is refused, then it sleeps until it is used.</summary>
    /// <param name="emulator">The emulator.</param>
    /// <param name="vpc">The VPC's id.</param>
    /// <exception cref="InvalidOperationException">There is no such VPC.</exception>
    public static void ParkVpc(this VmEmulator emulator, Guid vpc) =>
        Send(emulator, HttpMethod.Post, $"emulator/fluence/vpcs/{vpc:D}/park", null);

    /// <summary>Pays money into the account.</summary>
    /// <param name="emulator">The emulator.</param>
    /// <param name="amount">USD.</param>
    /// <exception cref="InvalidOperationException">The amount isn't above 0.</exception>
    public static void PayIn(this VmEmulator emulator, decimal amount) =>
        Send(emulator, HttpMethod.Post, "emulator/fluence/payments", new JsonObject { ["amount"] = amount });

    private static JsonNode? Send(VmEmulator emulator, HttpMethod method, string path, JsonObject? body)
    {
        if (emulator is null)
        {
            throw new ArgumentNullException(nameof(emulator));
        }
        using var http = new HttpClient(emulator.CreateHandler());
        using var request = new HttpRequestMessage(method, new Uri(new Uri("http://127.0.0.1/"), path));
        request.Headers.Add("X-API-KEY", emulator.ApiKey);
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = http.SendAsync(request).GetAwaiter().GetResult();
        var text = response.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        return response.IsSuccessStatusCode
            ? text.Length == 0 ? null : JsonNode.Parse(text)
            : throw new InvalidOperationException($"The emulator refused it: {Reason(text)}");
    }

    private static string Reason(string text)
    {
        try
        {
            return (string?)JsonNode.Parse(text)?["error"] ?? text;
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
