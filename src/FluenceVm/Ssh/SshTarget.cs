using FluenceVm.Model;

namespace FluenceVm.Ssh;

/// <summary>A VM of Fluence or a machine of Cudos, as far as a login needs it.</summary>
/// <param name="Name">Its name; its id if it has none.</param>
/// <param name="Id">Its id.</param>
/// <param name="Cloud">The cloud that it is in.</param>
/// <param name="Service">What tells its service, and there its contract, from others.</param>
/// <param name="PublicAddress">Its public address; null for none.</param>
/// <param name="PrivateAddress">Its private address; null for none.</param>
/// <param name="Image">What its disk was made from, as its service calls it; null if that isn't told.</param>
internal sealed record SshTarget(
    string Name, string Id, Cloud Cloud, string Service, string? PublicAddress, string? PrivateAddress, string? Image)
{
    /// <summary>A VM.</summary>
    public static SshTarget Of(Vm vm, FluenceContext context) => new(
        string.IsNullOrEmpty(vm.Name) ? vm.Id : vm.Name!,
        vm.Id,
        Cloud.Fluence,
        context.Endpoint.GetLeftPart(UriPartial.Path),
        vm.PublicIp,
        vm.PrivateIp,
        vm.OsImage);

    /// <summary>A machine.</summary>
    public static SshTarget Of(Machine machine, CudosContext context) =>
        new(machine.Id, machine.Id, Cloud.Cudos, context.ContractAddress, machine.Address, null, machine.ImageId);
}
