# The cases of the suite that can't apply to generation Cloud, each with the reason. run.ps1 fails on one that does apply.
@{
    'Formatting.prints ports, resources and datacenters as people write them'                = 'ports are opened by security groups there, which VMs don''t name'
    'Get-FluenceVm on the emulator.lists a believable fleet'                                 = 'ids are UUIDs there'
    'Get-FluenceVm on the emulator.filters by status and country'                            = 'a VM that its provider ended has another status there'
    'Remove-FluenceVm.says per VM its name, id, price and the epoch already paid'            = 'the service bills by the hour there'
    'Remove-FluenceVm.says the reserve that comes free for what a provider terminated'       = 'there are no reserves there'
    'Remove-FluenceVm.deletes through generation v2 as well'                                 = 'ids differ between the generations'
}
