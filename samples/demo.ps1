# The main job, on the embedded emulator: look at the machines, delete one, look again.
$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../out/FluenceVm/FluenceVm.psd1"

Connect-Fluence -Emulator
Get-FluenceVm | Format-Table
Get-FluenceVm | Where-Object Status -eq Terminated | Remove-FluenceVm -Confirm:$false -Verbose
Get-FluenceVm | Format-Table
