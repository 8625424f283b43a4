# The main job, on the embedded emulator: look at the machines, delete one, look again. Then the whole life of three in one line.
$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../out/FluenceVm/FluenceVm.psd1"

function Show-Step([string] $Command) {
    "`n$($PSStyle.Foreground.BrightCyan)PS> $Command$($PSStyle.Reset)"
    & ([scriptblock]::Create($Command)) | Out-String -Width 150 | ForEach-Object TrimEnd
}

Show-Step 'Connect-Fluence -Emulator'
Show-Step 'Get-FluenceVm'
Show-Step 'Get-FluenceVm | Where-Object Status -eq Terminated | Remove-FluenceVm -Confirm:$false -Verbose'
# A VM stays listed while its deletion is on its way.
while (Get-FluenceVm | Where-Object Status -eq Terminated) { Start-Sleep -Milliseconds 250 }
Show-Step 'Get-FluenceVm'

Show-Step 'New-FluenceVm -Name demo -Image ubuntu-22-04-x64 -SshKey laptop -Count 3 -WhatIf'
Show-Step 'New-FluenceVm -Name demo -Image ubuntu-22-04-x64 -SshKey laptop -Count 3 -Wait |
    Set-FluenceVm -AddPort 443/tcp -PassThru | Remove-FluenceVm -Confirm:$false -PassThru'
Show-Step 'Get-FluenceOrder'
