using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FluenceVm.Clouds.Fluence.Wire;
using FluenceVm.Clouds.Http;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence;

/// <summary>What generations v2 and v3 share: how they are asked, and the routes that both have.</summary>
internal abstract class FluenceClient(ServicePipeline pipeline, Action<RequestReport>? observer) : IFluenceClient
{
    public abstract FluenceApiVersion ApiVersion { get; }

    public abstract Task ListVmsAsync(VmFilter filter, Action<Vm> output, CancellationToken cancellationToken);

    public abstract Task DeleteVmsAsync(IReadOnlyList<string> ids, Action<VmOutcome> output, CancellationToken cancellationToken);

    protected async Task StreamVmsAsync<T>(
        string path, JsonTypeInfo<T> type, Func<T, AnswerFaults, Vm> map, Action<Vm> output, CancellationToken cancellationToken)
        where T : VmWire
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, cancellationToken);
        var faults = new AnswerFaults(pipeline.Redact, answer.Method, answer.Path);
        await foreach (var wire in answer.ReadListAsync(type, cancellationToken))
        {
            if (wire is null)
            {
                faults.Add("an item of the list is null");
                continue;
            }
            output(map(wire, faults));
        }
        faults.ThrowIfAny();
    }

    protected Task DeleteVmsAsync(
        IReadOnlyList<string> ids, int batchSize, Func<IReadOnlyList<string>, DeleteWire> body, Action<VmOutcome> output, CancellationToken cancellationToken)
    {
        var deletion = new VmDeletion(
            batchSize,
            (batch, context, token) => pipeline.SendAsync(
                HttpMethod.Delete, "vms/v3", JsonSerializer.SerializeToUtf8Bytes(body(batch), FluenceJson.Default.DeleteWire), context, token),
            () => NewContext(repeatable: true),
            output);
        return deletion.RunAsync(ids, cancellationToken);
    }

    protected Task<Answer> SendAsync(HttpMethod method, string path, byte[]? json, CancellationToken cancellationToken, bool repeatable = true) =>
        pipeline.SendAsync(method, path, json, NewContext(repeatable), cancellationToken);

    private RequestContext NewContext(bool repeatable) => new() { Generation = ApiVersion, Repeatable = repeatable, Observer = observer };

    public virtual Task<IReadOnlyList<string>> CreateVmsAsync(VmOrder order, CancellationToken cancellationToken) => throw new NotSupportedException($"Generation {ApiVersion} has no such call.");

    public virtual Task UpdateVmsAsync(IReadOnlyList<VmUpdate> updates, CancellationToken cancellationToken) => throw new NotSupportedException($"Generation {ApiVersion} has no such call.");

    public virtual Task RestartVmAsync(string id, bool soft, CancellationToken cancellationToken) => throw new NotSupportedException($"Generation {ApiVersion} has no such call.");

    public virtual Task<IReadOnlyList<VmStatusReport>> GetStatusesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw new NotSupportedException($"Generation {ApiVersion} has no such call.");

    public virtual Task<Estimate> EstimateAsync(VmConstraints constraints, int count, CancellationToken cancellationToken) => throw new NotSupportedException($"Generation {ApiVersion} has no such call.");

    public virtual Task ListOffersAsync(VmConstraints constraints, Action<Offer> output, CancellationToken cancellationToken) => throw new NotSupportedException($"Generation {ApiVersion} has no such call.");

    public virtual Task<IReadOnlyList<MachineType>> ListMachineTypesAsync(CancellationToken cancellationToken) => throw new NotSupportedException($"Generation {ApiVersion} has no such call.");

    public virtual Task<IReadOnlyList<VmImage>> ListImagesAsync(CancellationToken cancellationToken) => throw new NotSupportedException($"Generation {ApiVersion} has no such call.");

    public virtual Task<IReadOnlyList<string>> ListCountriesAsync(CancellationToken cancellationToken) => throw new NotSupportedException($"Generation {ApiVersion} has no such call.");

    public virtual Task<IReadOnlyList<Hardware>> ListHardwareAsync(CancellationToken cancellationToken) => throw new NotSupportedException($"Generation {ApiVersion} has no such call.");

    public virtual Task<IReadOnlyList<Datacenter>> ListDatacentersAsync(CancellationToken cancellationToken) => throw new NotSupportedException($"Generation {ApiVersion} has no such call.");

    public virtual Task<IReadOnlyList<SshKey>> ListSshKeysAsync(CancellationToken cancellationToken) => throw new NotSupportedException($"Generation {ApiVersion} has no such call.");

    public virtual Task<SshKeyRegistration> AddSshKeyAsync(string name, string publicKey, CancellationToken cancellationToken) => throw new NotSupportedException($"Generation {ApiVersion} has no such call.");

    public virtual Task RemoveSshKeyAsync(string fingerprint, CancellationToken cancellationToken) => throw new NotSupportedException($"Generation {ApiVersion} has no such call.");
}
