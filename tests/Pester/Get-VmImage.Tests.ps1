BeforeAll { . $PSScriptRoot/Setup.ps1; . $PSScriptRoot/Machine.ps1 }

Describe 'Get-VmImage' {
    BeforeAll {
        $emulator = Connect-FreshEmulator
        $null = Connect-Fluence -ApiKey $emulator.ApiKey -Endpoint $emulator.Uri
    }
    AfterAll { Disconnect-Fluence; Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'lists both clouds side by side' { (Get-VmImage).Cloud | Sort-Object -Unique | Should -Be 'Cudos', 'Fluence' }

    It 'filters by cloud and distribution' {
        (Get-VmImage -Distro ubuntu -Cloud Cudos).Id | Should -Be 'ubuntu-24.04', 'ubuntu-22.04'
        (Get-VmImage -Distro 'Deb*').Distro | Sort-Object -Unique | Should -Be 'Debian'
    }

    It 'finds an image by id, slug or name' {
        $image = Get-VmImage -Cloud Fluence | Select-Object -First 1
        (Get-VmImage $image.Slug).Id | Should -Be $image.Id
        (Get-VmImage $image.Id).Slug | Should -Be $image.Slug
        (Get-VmImage 'Debian 12').Id | Should -Be 'debian-12'
    }

    It 'has the size of an image in bytes' { (Get-VmImage debian-12).SizeBytes | Should -Be 2147483648 }

    It 'is an error for an id that no cloud has' { { Get-VmImage beos } | Should -Throw -ErrorId 'ImageNotFound,*' }
}
