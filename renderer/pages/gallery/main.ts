import 'element-plus/theme-chalk/base.css'
import '../../styles/tokens.css'
import '../../styles/parts.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createRouter, createWebHashHistory } from 'vue-router'
import { listenToKeys } from '../../composables/keys.ts'
import { i18n, startLocale } from '../../i18n.ts'
import { RAIL } from '../../navigation.ts'
import { useSession } from '../../stores/session.ts'
import { invokeSample } from './fake-bridge.ts'
import GalleryPage from './GalleryPage.vue'
import ShellParts from './ShellParts.vue'
import { SESSION } from './samples.ts'
import { THEMES } from './themes.ts'

// The gallery is a page of its own, built by `vite.gallery.config.ts` alone: no file of it is in what is shipped.
Object.defineProperty(window, 'counter', { value: { invoke: invokeSample } })
listenToKeys()
const pinia = createPinia()
useSession(pinia).$patch({ current: SESSION, loaded: true, branchSetUp: true })
/** The places of the rail lead back to the shell, so that the rail shows which one is open. */
const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: '/shell' },
    ...THEMES.map(({ id, page }) => ({ path: `/${id}`, component: page })),
    ...RAIL.map(({ to }) => ({ path: to, component: ShellParts })),
    { path: '/cases/:caseId', name: 'case', component: ShellParts },
  ],
})
void startLocale().finally(() => createApp(GalleryPage).use(pinia).use(i18n).use(router).mount('#app'))
