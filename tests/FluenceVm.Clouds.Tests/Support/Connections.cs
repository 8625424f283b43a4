using System.Security;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Http;
using FluenceVm.Model;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Support;

/// <summary>Short ways to what most tests need.</summary>
internal static class Connections
{
    public const string CanaryKey = "canary-key-not-a-secret-0123456789";

    public static SecureString Secure(string text)
    {
        var result = new SecureString();
        foreach (var character in text)
        {
            result.AppendChar(character);
        }
        return result;
    }

    public static FluenceConnection To(
        Uri endpoint,
        FluenceApiVersion version = FluenceApiVersion.MarketV3,
        TimeProvider? time = null,
        TimeSpan? timeout = null,
        HttpMessageHandler? transport = null) =>
        new(new FluenceConnectionOptions
        {
            Endpoint = endpoint,
            ApiKey = Secure(CanaryKey),
            ApiVersion = version,
            TimeProvider = time ?? Skipping(),
            Timeout = timeout ?? TimeSpan.FromSeconds(100),
            Transport = transport,
        });

    /// <summary>A clock on which no retry takes time.</summary>
    public static ManualTimeProvider Skipping() => new(TimeSpan.FromSeconds(90));

    public static async Task<List<Vm>> ListAsync(this FluenceConnection connection, Action<RequestReport>? observer = null)
    {
        var vms = new List<Vm>();
        var client = await connection.OpenAsync(observer, CancellationToken.None);
        await client.ListVmsAsync(VmFilter.All, vms.Add, CancellationToken.None);
        return vms;
    }

    public static async Task<List<VmOutcome>> DeleteAsync(this FluenceConnection connection, params string[] ids)
    {
        var outcomes = new List<VmOutcome>();
        var client = await connection.OpenAsync(null, CancellationToken.None);
        await client.RemoveVmsAsync(new VmRemoval { Ids = ids }, outcomes.Add, CancellationToken.None);
        return outcomes;
    }

    public static string Id(int number) => $"0x{number:x40}";
}
