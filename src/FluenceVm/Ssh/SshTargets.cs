using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Cudos;
using FluenceVm.Cudos.Context;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Context;
using FluenceVm.Fluence.Vms;
using FluenceVm.Model;

namespace FluenceVm.Ssh;

/// <summary>Finds what a user wants to log in to, in whichever clouds are connected, and who logs in there.</summary>
internal sealed class SshTargets
{
    private static readonly string[] Distributions =
        ["ubuntu", "debian", "centos", "fedora", "rocky", "almalinux", "alpine", "opensuse", "arch"];

    private readonly FluenceSession? _fluence;
    private readonly IFluenceClient? _fluenceClient;
    private readonly CudosSession? _cudos;
    private readonly CudosClient? _cudosClient;
    private List<VmImage>? _images;

    public SshTargets(FluenceSession? fluence, IFluenceClient? fluenceClient, CudosSession? cudos, CudosClient? cudosClient)
    {
        if (fluence is null && cudos is null)
        {
            throw CudosErrors.NotConnectedToAny();
        }
        (_fluence, _fluenceClient, _cudos, _cudosClient) = (fluence, fluenceClient, cudos, cudosClient);
    }

    /// <summary>What the references name.</summary>
    /// <param name="references">Ids, names or objects.</param>
    /// <param name="cmdlet">The cmdlet's name, for the message about an ambiguous name.</param>
    /// <param name="failed">Takes the error of a reference that is nothing, or more than one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<SshTarget>> FindAsync(
        IReadOnlyList<Reference> references, string cmdlet, Action<CmdletException> failed, CancellationToken cancellationToken)
    {
        var machines = await FindMachinesAsync([.. references.Where(reference => !IsOf<Vm>(reference))], cancellationToken);
        var lost = references.Where(reference => !machines.ContainsKey(reference.Text));
        foreach (var reference in lost.Where(reference => IsOf<Machine>(reference) || _fluenceClient is null))
        {
            failed(CudosErrors.MachineNotFound(reference.Text));
        }
        var vms = _fluenceClient is null
            ? []
            : await VmResolver.ResolveAsync(
                [.. references.Where(reference => !IsOf<Machine>(reference))],
                _fluenceClient,
                cmdlet,
                error => FailUnlessMachine(error, machines, failed),
                cancellationToken);
        var texts = references.Where(reference => reference.Kind is null).Select(reference => reference.Text);
        var both = texts.Where(text => machines.ContainsKey(text) && vms.Any(vm => vm.Name == text)).Distinct().ToList();
        both.ForEach(text => failed(SshErrors.InBothClouds(text)));
        return
        [
            .. vms.Where(vm => !both.Contains(vm.Name!)).Select(vm => SshTarget.Of(vm, _fluence!)),
            .. machines.Values.Where(machine => !both.Contains(machine.Id)).Select(machine => SshTarget.Of(machine, _cudos!)),
        ];
    }

    /// <summary>Everything that the accounts have.</summary>
    public async Task<IReadOnlyList<SshTarget>> ListAsync(CancellationToken cancellationToken)
    {
        var targets = new List<SshTarget>();
        if (_fluenceClient is not null)
        {
            await _fluenceClient.ListVmsAsync(VmFilter.All, vm => targets.Add(SshTarget.Of(vm, _fluence!)), cancellationToken);
        }
        if (_cudosClient is not null && _cudos!.Owner is { } owner)
        {
            await _cudosClient.ListMachinesAsync(owner, null, machine => targets.Add(SshTarget.Of(machine, _cudos)), cancellationToken);
        }
        return targets;
    }

    /// <summary>Its private address, which lists of VMs don't tell; null for none.</summary>
    public async Task<string?> FindPrivateAddressAsync(SshTarget target, CancellationToken cancellationToken)
    {
        var address = target.PrivateAddress;
        if (address is null && target.Cloud == Cloud.Fluence)
        {
            await _fluenceClient!.ListVmsAsync(new VmFilter { Ids = [target.Id] }, vm => address = vm.PrivateIp, cancellationToken);
        }
        return address;
    }

    /// <summary>The user to log in as: the image's, else its distribution's usual one; null if nobody says.</summary>
    public async Task<string?> FindUserAsync(SshTarget target, CancellationToken cancellationToken)
    {
        if (target.Image is not { Length: > 0 } named)
        {
            return null;
        }
        var image = (_images ??= await ListImagesAsync(cancellationToken)).Find(image =>
            image.Cloud == target.Cloud.ToString() && IsNamed(image, named));
        var text = $"{named} {image?.Name} {image?.Distro} {image?.Slug}";
        return image?.UserName
            ?? Array.Find(Distributions, distribution => text.IndexOf(distribution, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    private static bool IsOf<T>(Reference reference) => reference.Kind == typeof(T).FullName;

    private static void FailUnlessMachine(CmdletException error, Dictionary<string, Machine> machines, Action<CmdletException> failed)
    {
        if (error.Target is not string text || !machines.ContainsKey(text))
        {
            failed(error);
        }
    }

    private static bool IsNamed(VmImage image, string name) =>
        new[] { image.Id, image.Slug, image.Name, image.DownloadUrl }.Contains(name, StringComparer.OrdinalIgnoreCase);

    private async Task<Dictionary<string, Machine>> FindMachinesAsync(
        IReadOnlyList<Reference> references, CancellationToken cancellationToken)
    {
        var found = references.Select(reference => reference.Item).OfType<Machine>().GroupBy(machine => machine.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var texts = references.Where(reference => reference.Item is null).Select(reference => reference.Text).Distinct().ToList();
        if (_cudosClient is not null && texts.Count > 0)
        {
            foreach (var machine in await _cudosClient.FindMachinesAsync(texts, cancellationToken))
            {
                found[machine.Id] = machine;
            }
        }
        return found;
    }

    private async Task<List<VmImage>> ListImagesAsync(CancellationToken cancellationToken)
    {
        var images = new List<VmImage>();
        if (_fluenceClient is not null)
        {
            images.AddRange(await _fluenceClient.ListImagesAsync(cancellationToken));
        }
        if (_cudosClient is not null)
        {
            await _cudosClient.ListImagesAsync(images.Add, cancellationToken);
        }
        return images;
    }
}
