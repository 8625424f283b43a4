using System.Text.Json;
using FluenceVm.Clouds.Fluence.Wire;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Ssh;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence;

/// <summary>The registered SSH keys (marketplace page, "SSH keys"). These routes have no generation.</summary>
internal sealed class SshKeyRegistry(FluenceRequests requests)
{
    private const string Path = "ssh_keys";

    public Task<IReadOnlyList<SshKey>> ListAsync(CancellationToken cancellationToken) =>
        requests.ListAsync(Path, FluenceJson.Default.SshKeyWire, MarketplaceMapper.ToModel, cancellationToken);

    public async Task<SshKeyRegistration> AddAsync(string name, string publicKey, CancellationToken cancellationToken)
    {
        var body = new AddSshKeyWire { Name = name, PublicKey = SshPublicKey.Parse(publicKey).Text };
        using var answer = await requests.SendAsync(HttpMethod.Post, Path, body, FluenceJson.Default.AddSshKeyWire, requests.NewContext(), cancellationToken);
        var faults = requests.FaultsOf(answer);
        var registered = MarketplaceMapper.ToModel(await ReadAsync(answer, cancellationToken), faults);
        faults.ThrowIfAny();
        return new SshKeyRegistration { Key = registered, WasKnown = answer.Status == 200 && !answer.MayHaveRunBefore };
    }

    // Documented as an object and as a one-element array.
    private static async Task<SshKeyWire> ReadAsync(Answer answer, CancellationToken cancellationToken)
    {
        var root = await answer.ReadObjectAsync(FluenceJson.Default.JsonElement, cancellationToken);
        var key = root.ValueKind == JsonValueKind.Array && root.GetArrayLength() == 1 ? root[0] : root;
        try
        {
            return key.Deserialize(FluenceJson.Default.SshKeyWire) is { Fingerprint: not null } wire
                ? wire
                : throw new InvalidAnswerException(Messages.AnswerWithoutSshKey, answer.Method, answer.Path);
        }
        catch (JsonException exception)
        {
            throw new InvalidAnswerException(Messages.AnswerWithoutSshKey, answer.Method, answer.Path, exception);
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
            using var answer = await requests.SendAsync(HttpMethod.Delete, Path, body, FluenceJson.Default.RemoveSshKeyWire, context, cancellationToken);
        }
        catch (FluenceApiException exception) when (exception.Status == 404 && context.MayHaveRunBefore)
        {
            // Not there any more after a lost answer: that answer was the success.
        }
    }
}
