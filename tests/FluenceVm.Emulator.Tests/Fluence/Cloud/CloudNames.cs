using FluenceVm.Emulator.Fluence;
using FluenceVm.Emulator.Fluence.Cloud;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>The ids of what the emulated catalogue has.</summary>
internal static class CloudNames
{
    public static string Cluster(string country) => CloudCatalogue.ClusterId(Catalogue.Datacenters.First(each => each.CountryCode == country)).ToString();

    public static string Configuration(string slug) => CloudCatalogue.Configurations.First(each => each.Slug == slug).Id.ToString();
}
