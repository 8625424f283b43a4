using System.Text.Json;
using FluenceVm.Clouds.Fluence.Market.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Json;
using FluenceVm.Clouds.Ssh;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Market;

/// <summary>The registered SSH keys (docs/services/fluence-market.md, "SSH keys"). These routes have no generation.</summary>
internal sealed class SshKeyRegistry(FluenceRequests requests)
{
    private const string Path = "ssh_keys";

    public Task<IReadOnlyList<SshKey>> ListAsync(CancellationToken cancellationToken) =>
        requests.ListAsync(Path, MarketJson.Default.SshKeyWire, MarketplaceMapper.ToModel, cancellationToken);

    public async Task<SshKeyRegistration> AddAsync(string name, string publicKey, CancellationToken cancellationToken)
    {
        var body = new AddSshKeyWire { Name = name, PublicKey = SshPublicKey.Parse(publicKey).Text };
        using var response = await requests.SendAsync(
            HttpMethod.Post,
            Path,
            body,
            MarketJson.Default.AddSshKeyWire,
            requests.NewContext(Repetition.Allowed),
            cancellationToken);
        var faults = requests.ProblemsOf(response);
        var registered = MarketplaceMapper.ToModel(await ReadAsync(response, cancellationToken), faults);
        faults.ThrowIfAny();
        return new SshKeyRegistration { Key = registered, WasKnown = response.Status == 200 && !response.MayHaveRunBefore };
    }

    // Documented as an object and as a one-element array.
    private static async Task<SshKeyWire> ReadAsync(Response response, CancellationToken cancellationToken)
    {
        var root = await response.ReadObjectAsync(MarketJson.Default.JsonElement, cancellationToken);
        var key = root.ValueKind == JsonValueKind.Array && root.GetArrayLength() == 1 ? root[0] : root;
        try
        {
            return key.Deserialize(MarketJson.Default.SshKeyWire) is { Fingerprint: not null } wire
                ? wire
                : throw new InvalidResponseException(Messages.ResponseWithoutSshKey, response.Method, response.Path);
        }
        catch (JsonException exception)
        {
            throw new InvalidResponseException(Messages.ResponseWithoutSshKey, response.Method, response.Path, exception);
        }
    }

    public async Task RemoveAsync(string fingerprint, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(fingerprint))
        {
            throw Fault.Argument(nameof(Messages.FingerprintMissing));
        }
        var context = requests.NewContext();
        try
        {
            var body = new RemoveSshKeyWire { Fingerprint = fingerprint };
            using var response = await requests.SendAsync(
                HttpMethod.Delete,
                Path,
                body,
                MarketJson.Default.RemoveSshKeyWire,
                context,
                cancellationToken);
        }
        catch (FluenceApiException exception) when (exception.Status == 404 && context.MayHaveRunBefore)
        {
            // Not there any more after a lost response: that response was the success.
        }
    }
}
