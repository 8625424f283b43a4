using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Fluence;

/// <summary>Completes images by their slugs, with their names.</summary>
public sealed class ImageCompleter : FluenceCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken) =>
        [.. (await client.ListImagesAsync(cancellationToken))
            .Select(image =>
                new Candidate(image.Slug ?? image.Name ?? image.Id, image.Slug ?? image.Name ?? image.Id, image.Name ?? image.Id))];
}

/// <summary>Completes basic configurations, with the cheapest offer's price.</summary>
public sealed class ConfigurationCompleter : FluenceCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken) =>
        [.. (await client.ListMachineTypesAsync(cancellationToken))
            .Select(type => new Candidate(
                type.Id,
                type.Id,
                type.PricePerHour is { } price ? Text.Of(nameof(Messages.PricePerHourFrom), price, type.Currency) : Messages.NotOffered))];
}

/// <summary>Completes the countries that VMs can be ordered in.</summary>
public sealed class CountryCompleter : FluenceCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken) =>
        [.. (await client.ListCountriesAsync(cancellationToken)).Select(country => new Candidate(country, country, country))];
}

/// <summary>Completes registered SSH keys, with their fingerprints.</summary>
public sealed class SshKeyCompleter : FluenceCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken) =>
        [.. (await client.ListSshKeysAsync(cancellationToken)).Select(
            key => new Candidate(key.ToString(), key.ToString(), key.Fingerprint))];
}
